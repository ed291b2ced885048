using System.Collections.Immutable;

namespace YudaiV3.GitHub;

/// <summary>
/// Reads from GitHub in a caller's name: with the caller's token, when the caller's credential may, and conditionally
/// where an answer is kept. Used by one grain only.
/// </summary>
internal sealed class ConditionalReader(GitHubTokens tokens, IGrainFactory grains)
{
    public static readonly TimeSpan StandardWait = TimeSpan.FromMinutes(1);

    private const int MaxPages = 30;
    private const long MaxBytes = 8 << 20;

    private readonly ETagCache _cache = new(MaxBytes);

    public async Task<T> One<T>(
        long userId,
        string resource,
        Func<GitHubCall, Task<GitHubResponse<T>>> read,
        GitHubQuota quota = GitHubQuota.Core
    ) => (await Answer(userId, resource, new GitHubCall(await Token(userId)), read, quota)).Value!;

    /// <summary>Page by page.</summary>
    public async Task<ImmutableArray<T>> All<T>(
        long userId,
        string resource,
        Func<GitHubCall, Task<GitHubResponse<ImmutableArray<T>>>> read,
        int mostPages = MaxPages
    )
    {
        var token = await Token(userId);
        var all = ImmutableArray.CreateBuilder<T>();
        for (var page = 1; page <= mostPages; page++)
        {
            var answer = await Answer(
                userId,
                $"{resource} {page}",
                new GitHubCall(token, Page: page),
                read,
                GitHubQuota.Core
            );
            all.AddRange(answer.Value);
            if (!answer.More)
                break;
        }
        return all.ToImmutable();
    }

    private async Task<GitHubResponse<T>> Answer<T>(
        long userId,
        string resource,
        GitHubCall call,
        Func<GitHubCall, Task<GitHubResponse<T>>> read,
        GitHubQuota quota
    )
    {
        var gate = grains.GitHubGate(call.Token is null ? 0 : userId);
        await gate.Enter(quota);
        var kept = _cache.Find<T>(userId, resource);
        try
        {
            var answer = await read(call with { ETag = kept?.ETag });
            if (answer.Spent is { } spent)
                await gate.Pause(quota, spent);
            if (answer.Unchanged)
                return kept!;
            _cache.Put(userId, resource, answer);
            return answer;
        }
        catch (GitHubException limited) when (limited.Failure == GitHubFailure.RateLimited)
        {
            await gate.Pause(limited.Secondary ? GitHubQuota.Everything : quota, limited.RetryAfter ?? StandardWait);
            throw;
        }
        catch (NotFoundException)
        {
            _cache.Remove(userId, resource);
            throw;
        }
    }

    private async Task<string?> Token(long userId) =>
        await tokens.Read(userId) ?? (GitHubTokens.IsWithoutGitHub(userId) ? null : throw GitHubException.Reconnect());
}
