using System.IO.Compression;
using System.Runtime.CompilerServices;
using YudaiV3.GitHub;
using YudaiV3.RepoIngest;
using YudaiV3.RepoIngest.Sources;
using YudaiV3.ServiceDefaults;

namespace YudaiV3.Silo.RepoIngest;

/// <summary>
/// Repositories on GitHub: who may read them, which commit is meant, and all of a commit as its archive streams in.
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
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(60);

    public Task Prove(RepositoryLocation location, long userId) =>
        grains.RepositoryAccess(location.Owner, location.Name).EnsureAccess(userId);

    public async Task<SourceCommit> Resolve(RepositoryLocation location, string? reference, long userId)
    {
        var access = grains.RepositoryAccess(location.Owner, location.Name);
        var repository = await access.EnsureAccess(userId);
        var names = repository.FullName.Split('/');
        var sha = await Commit(access, reference ?? repository.DefaultBranch, userId);
        var branch =
            reference is null ? repository.DefaultBranch
            : IsPartOf(reference, sha) ? sha
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
        var counted = new ArchiveLimits(limits);
        using var answer = await download.Open(
            location.Owner,
            location.Name,
            commitSha,
            await tokens.Read(userId),
            cancellationToken
        );
        counted.Packed(answer.Content.Headers.ContentLength ?? 0);
        await using var packed = new BoundedStream(
            await answer.Content.ReadAsStreamAsync(cancellationToken),
            counted.Packed,
            Silence,
            time
        );
        await using var gzip = new GZipStream(packed, CompressionMode.Decompress);
        await using var tar = new BoundedStream(gzip, counted.Unpacked, Silence, time, new TarGuard());
        await using var blocks = new BufferedStream(tar, BlockBytes); // a tar archive is read in blocks of 512 bytes
        await foreach (var entry in TarEntries.Read(blocks, cancellationToken))
            yield return entry;
    }

    private static bool IsPartOf(string reference, string sha) =>
        reference.Length >= 7 && sha.StartsWith(reference, StringComparison.OrdinalIgnoreCase);

    private static async Task<string> Commit(IRepositoryAccess access, string reference, long userId)
    {
        try
        {
            return await access.Resolve(userId, reference);
        }
        catch (Exception missing)
            when (missing
                    is NotFoundException
                        or GitHubException { Failure: GitHubFailure.Conflict or GitHubFailure.Invalid }
            )
        {
            throw new NotFoundException("There is no such branch, tag or commit.");
        }
    }
}
