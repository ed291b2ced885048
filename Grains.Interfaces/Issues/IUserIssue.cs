namespace YudaiV3.Issues;

/// <summary>
/// One issue of a user. Key: <c>issue/{userId}/{issueId}</c>, built only by <see cref="UserIssueKey"/>. Every call may
/// be repeated.
/// </summary>
[Alias("yudai.user-issue")]
public interface IUserIssue : IGrainWithStringKey
{
    /// <summary>Null if there is no such issue.</summary>
    [Alias("read"), ResponseTimeout("00:00:08")]
    Task<UserIssue?> Read();

    /// <exception cref="ConflictException">The current status does not allow the new one.</exception>
    /// <exception cref="NotFoundException">There is no such issue.</exception>
    [Alias("move"), ResponseTimeout(ResponseTimeouts.Short)]
    Task<UserIssue> Move(StatusChange change);

    /// <summary>
    /// Files the issue on GitHub, in the user's name. Repeated and concurrent calls create one issue on GitHub. The
    /// filing goes on without a waiting caller, and after a crash.
    /// </summary>
    /// <param name="patience">Up to 6 s. The result is null if the filing takes longer.</param>
    /// <exception cref="NotFoundException">There is no such issue, or the user cannot reach its repository.</exception>
    /// <exception cref="InvalidException">The issue has no repository.</exception>
    /// <exception cref="GitHub.GitHubException">GitHub did not accept the issue; or GitHub accepts no requests for some
    /// time, and the issue is filed afterwards.</exception>
    [Alias("file"), ResponseTimeout("00:00:10")]
    Task<FiledIssue?> File(TimeSpan patience);
}

/// <summary>An issue that is on GitHub.</summary>
[GenerateSerializer, Immutable, Alias("yudai.issues.filed")]
public sealed record FiledIssue
{
    [Id(0)]
    public required UserIssue Issue { get; init; }

    /// <summary>A text for the user. It names what GitHub did not accept, such as labels.</summary>
    [Id(1)]
    public string Message { get; init; } = "";
}

/// <summary>Builds the grain keys <c>issue/{userId}/{issueId}</c> and <c>issues/{userId}</c>.</summary>
public static class UserIssueKey
{
    private const int MaxLength = 64;

    public static string Create(long userId, string issueId) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"issue/{userId}/{issueId}");

    /// <summary>User and issue of a key <c>issue/{userId}/{issueId}</c>.</summary>
    public static (long UserId, string IssueId) Parts(string key)
    {
        var slash = key.IndexOf('/', 6);
        return (
            long.Parse(key.AsSpan(6, slash - 6), System.Globalization.CultureInfo.InvariantCulture),
            key[(slash + 1)..]
        );
    }

    /// <exception cref="NotFoundException">The id is not valid.</exception>
    public static IUserIssue UserIssue(this IGrainFactory grains, long userId, string issueId) =>
        issueId.Length is > 0 and <= MaxLength
            ? grains.GetGrain<IUserIssue>(Create(userId, issueId))
            : throw NotThere();

    /// <summary>The user of a key <c>issues/{userId}</c>.</summary>
    public static long CatalogueOwner(string key) =>
        long.Parse(key.AsSpan("issues/".Length), System.Globalization.CultureInfo.InvariantCulture);

    public static IUserIssues UserIssues(this IGrainFactory grains, long userId) =>
        grains.GetGrain<IUserIssues>(
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"issues/{userId}")
        );

    /// <summary>The same for a missing issue and one of another user.</summary>
    public static NotFoundException NotThere() => new("There is no such issue of yours.");
}
