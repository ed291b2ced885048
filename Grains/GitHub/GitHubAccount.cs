using System.Globalization;
using YudaiV3.Auth;

namespace YudaiV3.GitHub;

/// <summary>A person on GitHub. Only the id stays theirs: logins and e-mail addresses change hands.</summary>
internal sealed record GitHubAccount(long Id, string Login, string? Name, string? Email, string? AvatarUrl)
{
    /// <summary>Ids from here on are people's who signed in without GitHub.</summary>
    public const long IdsEnd = 1L << 52;

    public UserProfile Profile() =>
        new()
        {
            Id = Id,
            GithubUsername = Login,
            GithubUserId = Id.ToString(CultureInfo.InvariantCulture),
            Email = Email,
            DisplayName = Name,
            AvatarUrl = AvatarUrl,
        };
}
