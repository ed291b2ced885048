using System.Collections.Immutable;

namespace YudaiV3.GitHub;

/// <summary>
/// Reads from GitHub with a caller's token. It waits for the caller's rate limit and sends conditional requests for
/// cached responses. Used by one grain only.
/// </summary>
internal sealed class ConditionalReader(GitHubTokens tokens, IGrainFactory grains)
{
    public static readonly TimeSpan DefaultPause = TimeSpan.FromMinutes(1);

    private const int MaxPages = 30;
    private const long MaxBytes = 8 << 20;

    private readonly ETagCache _cache = new(MaxBytes);

    public async Task<T> One<T>(
        long userId,
        string resource,
        Func<GitHubCall, Task<GitHubResponse<T>>> read,
        GitHubQuota quota = GitHubQuota.Core
    ) => (await Read(userId, resource, new GitHubCall(await Token(userId)), read, quota)).Value!;

    /// <summary>Reads all pages, up to <paramref name="maxPages"/>.</summary>
    public async Task<ImmutableArray<T>> All<T>(
        long userId,
        string resource,
        Func<GitHubCall, Task<GitHubResponse<ImmutableArray<T>>>> read,
        int maxPages = MaxPages
    )
    {
        var token = await Token(userId);
        var all = ImmutableArray.CreateBuilder<T>();
        for (var page = 1; page <= maxPages; page++)
        {
            var response = await Read(
                userId,
                $"{resource} {page}",
                new GitHubCall(token, Page: page),
                read,
                GitHubQuota.Core
            );
            all.AddRange(response.Value);
            if (!response.More)
                break;
        }
        return all.ToImmutable();
    }

    private async Task<GitHubResponse<T>> Read<T>(
        long userId,
        string resource,
        GitHubCall call,
        Func<GitHubCall, Task<GitHubResponse<T>>> read,
        GitHubQuota quota
    )
    {
        var gate = grains.GitHubGate(call.Token is null ? 0 : userId);
        await gate.Enter(quota);
        var caller = CallerKey.From(userId);
        var cached = _cache.Find<T>(caller, resource);
        try
        {
            var response = await read(call with { ETag = cached?.ETag });
            if (response.Spent is { } spent)
                await gate.Pause(quota, spent);
            if (response.Unchanged)
                return cached!;
            _cache.Put(caller, resource, response);
            return response;
        }
        catch (GitHubException exception) when (exception.Failure == GitHubFailure.RateLimited)
        {
            await gate.Pause(
                exception.Secondary ? GitHubQuota.Everything : quota,
                exception.RetryAfter ?? DefaultPause
            );
            throw;
        }
        catch (NotFoundException)
        {
            _cache.Remove(caller, resource);
            throw;
        }
    }

    private async Task<string?> Token(long userId) =>
        await tokens.Read(userId) ?? (GitHubTokens.IsWithoutGitHub(userId) ? null : throw GitHubException.Reconnect());
}
