namespace YudaiV3.Chat;

/// <summary>The repository and branch that a session is about.</summary>
[GenerateSerializer, Immutable, Alias("yudai.chat.repository-ref")]
public sealed record RepositoryRef
{
    [Id(0)]
    public string Owner { get; init; } = "";

    [Id(1)]
    public string Name { get; init; } = "";

    [Id(2)]
    public string Branch { get; init; } = "main";
}
