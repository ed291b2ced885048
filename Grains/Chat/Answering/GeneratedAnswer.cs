namespace YudaiV3.Chat.Answering;

/// <summary>A finished answer. <see cref="Content"/> is what was written to the sink since its last restart.</summary>
internal sealed record GeneratedAnswer
{
    public required string Content { get; init; }

    /// <summary>Tokens of <see cref="Content"/>, counted with <c>o200k_base</c>.</summary>
    public int Tokens { get; init; }

    /// <summary>Tokens of the prompt, as counted before it was sent.</summary>
    public int PromptTokens { get; init; }

    public string? Model { get; init; }

    /// <summary>How often the model was called.</summary>
    public int Attempts { get; init; }

    /// <summary>US dollars of all the attempts, where the endpoint says so; else 0.</summary>
    public double Cost { get; init; }
}
