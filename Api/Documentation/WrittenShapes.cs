using System.Text.Json.Serialization;
using YudaiV3.Chat;
using YudaiV3.CodeAnalysis;
using YudaiV3.RepoIngest;

namespace YudaiV3.Api.Documentation;

// Responses that are written while they are read have no type of their own; these types describe them.

/// <summary>A node of the file tree. Only the root has the values of the whole tree.</summary>
internal sealed record TreeNode
{
    public required string Id { get; init; }

    /// <summary>The full path; for the root, the name of the repository.</summary>
    public required string Name { get; init; }
    public required string Type { get; init; }
    public required long Tokens { get; init; }
    public long Size { get; init; }

    [JsonPropertyName("Category")]
    public required FileCategory Category { get; init; }

    [JsonPropertyName("isDirectory")]
    public required bool IsDirectory { get; init; }
    public required bool Expanded { get; init; }
    public string? Language { get; init; }
    public string[]? Marks { get; init; }
    public required TreeNode[]? Children { get; init; }
    public long? RepositoryId { get; init; }
    public string? CommitSha { get; init; }
    public int? TotalFiles { get; init; }

    /// <summary>Whether limits left files out; <see cref="Skipped"/> says which.</summary>
    public bool? Truncated { get; init; }
    public SkippedFiles[]? Skipped { get; init; }
}

/// <summary>An exported conversation.</summary>
internal sealed record ExportedConversation(
    Session Session,
    Message[] Messages,
    ContextCard[] ContextCards,
    DateTimeOffset ExportedAt
);
