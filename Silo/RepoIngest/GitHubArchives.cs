using System.IO.Compression;
using System.Runtime.CompilerServices;
using YudaiV3.GitHub;
using YudaiV3.RepoIngest;
using YudaiV3.RepoIngest.Sources;
using YudaiV3.ServiceDefaults;

namespace YudaiV3.Silo.RepoIngest;

/// <summary>
/// Repositories on GitHub: checks the access of users, resolves references, and reads a commit from its archive.
/// </summary>
internal sealed class GitHubArchives(
    IGrainFactory grains,
    GitHubTokens tokens,
    GitHubUrls github,
    ArchiveDownload download,
    IngestLimits limits,
    TimeProvider time
)
{
    private const int BlockBytes = 1 << 16;
    private static readonly TimeSpan MaxSilence = TimeSpan.FromSeconds(60);

    public Task EnsureAccess(RepositoryLocation location, long userId) =>
        grains.RepositoryAccess(location.Owner, location.Name).EnsureAccess(userId);

    public async Task<SourceCommit> Resolve(RepositoryLocation location, string? reference, long userId)
    {
        var access = grains.RepositoryAccess(location.Owner, location.Name);
        var repository = await access.EnsureAccess(userId);
        var names = repository.FullName.Split('/');
        var sha = await Commit(access, reference ?? repository.DefaultBranch, userId);
        var branch =
            reference is null ? repository.DefaultBranch
            : IsAbbreviationOf(reference, sha) ? sha
            : reference;
        return new(
            new RepositoryLocation { Owner = names[0], Name = names[^1] },
            $"{github.Web}/{repository.FullName}",
            branch,
            sha
        );
    }

    public async IAsyncEnumerable<SourceEntry> Read(
        RepositoryLocation location,
        string commitSha,
        long userId,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var archiveLimits = new ArchiveLimits(limits);
        using var response = await download.Open(
            location.Owner,
            location.Name,
            commitSha,
            await tokens.Read(userId),
            cancellationToken
        );
        archiveLimits.CountCompressed(response.Content.Headers.ContentLength ?? 0);
        await using var compressed = new BoundedStream(
            await response.Content.ReadAsStreamAsync(cancellationToken),
            archiveLimits.CountCompressed,
            MaxSilence,
            time
        );
        await using var gzip = new GZipStream(compressed, CompressionMode.Decompress);
        await using var tar = new BoundedStream(gzip, archiveLimits.CountUnpacked, MaxSilence, time, new TarGuard());
        await using var blocks = new BufferedStream(tar, BlockBytes); // A tar archive is read in blocks of 512 bytes.
        await foreach (var entry in TarEntries.Read(blocks, cancellationToken))
            yield return entry;
    }

    private static bool IsAbbreviationOf(string reference, string sha) =>
        reference.Length >= 7 && sha.StartsWith(reference, StringComparison.OrdinalIgnoreCase);

    private static async Task<string> Commit(IRepositoryAccess access, string reference, long userId)
    {
        try
        {
            return await access.Resolve(userId, reference);
        }
        catch (Exception exception)
            when (exception
                    is NotFoundException
                        or GitHubException { Failure: GitHubFailure.Conflict or GitHubFailure.Invalid }
            )
        {
            throw new NotFoundException("There is no such branch, tag or commit.");
        }
    }
}
