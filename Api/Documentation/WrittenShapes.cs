using System.Text.Json.Serialization;
using YudaiV3.Chat;
using YudaiV3.CodeAnalysis;
using YudaiV3.RepoIngest;

namespace YudaiV3.Api.Documentation;

// Answers that are written as they are read have no type of their own; these say how they look.

/// <summary>A node of the file tree. The figures of the whole are the root's alone.</summary>
internal sealed record TreeNode
{
    public required string Id { get; init; }

    /// <summary>The full path; of the root, the repository's name.</summary>
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

    /// <summary>Limits left something out; <see cref="Skipped"/> says what.</summary>
    public bool? Truncated { get; init; }
    public SkippedFiles[]? Skipped { get; init; }
}

/// <summary>A whole conversation.</summary>
internal sealed record ExportedConversation(
    Session Session,
    Message[] Messages,
    ContextCard[] ContextCards,
    DateTimeOffset ExportedAt
);
