using System.Globalization;
using YudaiV3.RepoIngest.Sources;

namespace YudaiV3.RepoIngest.Execution;

/// <summary>What an ingest is about: exactly one commit, and which part of it.</summary>
[GenerateSerializer, Immutable, Alias("yudai.ingest.order")]
internal sealed record IngestOrder
{
    /// <summary>
    /// Of what ingests find out: another one does all of them anew, and does not go by facts of this one.
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

    /// <summary>Names the repository, in one way only.</summary>
    public string Repository => RepositoryOf(Location);

    /// <summary>The branch of the repository, or the part of it, that readers ask for.</summary>
    public long RepositoryId => Ids.Number(Part);

    public string IngestId =>
        Ids.Uuid(string.Create(CultureInfo.InvariantCulture, $"{Version}\n{Part}\n{CommitSha}"), 0);

    /// <summary>Nothing was left out on purpose.</summary>
    public bool IsWhole => Options is { Path: null, MaxFileSize: null, Include.IsEmpty: true, Exclude.IsEmpty: true };

    /// <summary>Names the part of a commit that is wanted.</summary>
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
