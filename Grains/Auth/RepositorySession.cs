using System.Security.Cryptography;
using YudaiV3.Chat;

namespace YudaiV3.Auth;

/// <summary>
/// Which session represents a repository and branch: the first one, or the next one after that was closed.
/// </summary>
[GenerateSerializer, Immutable, Alias("yudai.state.user-opened")]
internal sealed record RepositorySession
{
    [Id(0)]
    public int Generation { get; init; }

    public static string Name(RepositoryRef repository) => $"user-opened/{Hash(repository)}";

    /// <summary>
    /// A session id of letters, digits and dashes: the repository's name for readers, and a hash that makes it unique.
    /// </summary>
    public string SessionId(RepositoryRef repository)
    {
        var readable = string.Concat(
            $"{repository.Owner}-{repository.Name}"
                .ToLowerInvariant()
                .Where(c => char.IsAsciiLetterOrDigit(c) || c == '-')
                .Take(32)
        );
        var suffix = Generation == 0 ? "" : $"-{Generation + 1}";
        return $"{readable.Trim('-')}-{Hash(repository)}{suffix}".TrimStart('-');
    }

    // GitHub ignores the case of owners and names. Git does not ignore the case of branches.
    private static string Hash(RepositoryRef repository)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Ids.Sha256(
            $"{repository.Owner.ToLowerInvariant()}/{repository.Name.ToLowerInvariant()}\n{repository.Branch}",
            hash
        );
        return Convert.ToHexStringLower(hash[..10]);
    }
}
