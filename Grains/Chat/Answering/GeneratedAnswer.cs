namespace YudaiV3.Chat.Answering;

/// <summary>
/// A finished answer. <see cref="Content"/> is the text that the sink received since its last restart.
/// </summary>
internal sealed record GeneratedAnswer
{
    public required string Content { get; init; }

    /// <summary>Tokens of <see cref="Content"/>, counted with <c>o200k_base</c>.</summary>
    public int Tokens { get; init; }

    /// <summary>Tokens of the prompt, counted before it was sent.</summary>
    public int PromptTokens { get; init; }

    public string? Model { get; init; }

    /// <summary>The number of calls to the model.</summary>
    public int Attempts { get; init; }

    /// <summary>The cost of all attempts in US dollars; 0 if the endpoint does not report it.</summary>
    public double Cost { get; init; }
}
