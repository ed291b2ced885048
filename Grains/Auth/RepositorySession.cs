using System.Security.Cryptography;
using YudaiV3.Chat;

namespace YudaiV3.Auth;

/// <summary>
/// Which session stands for a repository and branch: the first one made for it, or a later one after that was closed.
/// </summary>
[GenerateSerializer, Immutable, Alias("yudai.state.user-opened")]
internal sealed record RepositorySession
{
    [Id(0)]
    public int Generation { get; init; }

    public static string Name(RepositoryRef repository) => $"user-opened/{Hash(repository)}";

    /// <summary>
    /// A session id of letters, digits and dashes that shows the repository's name and is told apart by a hash.
    /// </summary>
    public string SessionId(RepositoryRef repository)
    {
        var shown = string.Concat(
            $"{repository.Owner}-{repository.Name}"
                .ToLowerInvariant()
                .Where(c => char.IsAsciiLetterOrDigit(c) || c == '-')
                .Take(32)
        );
        var later = Generation == 0 ? "" : $"-{Generation + 1}";
        return $"{shown.Trim('-')}-{Hash(repository)}{later}".TrimStart('-');
    }

    // GitHub does not tell owners and names apart by case; Git tells branches apart by it.
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
