using System.Globalization;
using YudaiV3.RepoIngest.Sources;

namespace YudaiV3.RepoIngest.Execution;

/// <summary>The request of an ingest: exactly one commit and the wanted part of it.</summary>
[GenerateSerializer, Immutable, Alias("yudai.ingest.order")]
internal sealed record IngestOrder
{
    /// <summary>
    /// The version of the results. After a change all commits are ingested again, without the facts of older versions.
    /// </summary>
    public const int Version = 2;

    [Id(0)]
    public required RepositoryLocation Location { get; init; }

    [Id(1)]
    public string RepoUrl { get; init; } = "";

    [Id(2)]
    public string Branch { get; init; } = "";

    [Id(3)]
    public string CommitSha { get; init; } = "";

    [Id(4)]
    public IngestOptions Options { get; init; } = new();

    /// <summary>The canonical name of the repository.</summary>
    public string Repository => RepositoryOf(Location);

    /// <summary>The id of the branch, or of the part of it, for queries.</summary>
    public long RepositoryId => Ids.Number(Part);

    public string IngestId =>
        Ids.Uuid(string.Create(CultureInfo.InvariantCulture, $"{Version}\n{Part}\n{CommitSha}"), 0);

    /// <summary>Whether the whole commit is wanted.</summary>
    public bool IsWhole => Options is { Path: null, MaxFileSize: null, Include.IsEmpty: true, Exclude.IsEmpty: true };

    /// <summary>The canonical text of the options.</summary>
    public string Choice =>
        string.Join(
            '\n',
            [
                Options.Path ?? "",
                Options.MaxFileSize?.ToString(CultureInfo.InvariantCulture) ?? "",
                "+",
                .. Options.Include,
                "-",
                .. Options.Exclude,
            ]
        );

    private string Part => $"{Repository}\n{Branch}\n{Choice}";

    public static string RepositoryOf(RepositoryLocation location) =>
        location.Folder is { } folder
            ? $"local {folder}"
            : $"github {location.Owner}/{location.Name}".ToLowerInvariant();
}
