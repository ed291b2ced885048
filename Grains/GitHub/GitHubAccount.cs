using System.Globalization;
using YudaiV3.Auth;

namespace YudaiV3.GitHub;

/// <summary>A GitHub account. Only its id is stable: logins and e-mail addresses can move to other accounts.</summary>
internal sealed record GitHubAccount(long Id, string Login, string? Name, string? Email, string? AvatarUrl)
{
    /// <summary>The first id of users who signed in without GitHub.</summary>
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
