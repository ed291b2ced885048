namespace YudaiV3.Issues;

/// <summary>
/// One issue of a user. Key: <c>issue/{userId}/{issueId}</c>, built only by <see cref="UserIssueKey"/>. Every call may
/// safely be made again.
/// </summary>
[Alias("yudai.user-issue")]
public interface IUserIssue : IGrainWithStringKey
{
    /// <summary>Null where there is no such issue.</summary>
    [Alias("read"), ResponseTimeout("00:00:08")]
    Task<UserIssue?> Read();

    /// <exception cref="ConflictException">The issue cannot go there from where it stands.</exception>
    /// <exception cref="NotFoundException">There is no such issue.</exception>
    [Alias("move"), ResponseTimeout(ResponseTimeouts.Short)]
    Task<UserIssue> Move(StatusChange change);

    /// <summary>
    /// Files the issue on GitHub, in the user's name. However often and wherever from it is called, there is one issue
    /// on GitHub. It is filed whether or not somebody waits for it, and after a crash too.
    /// </summary>
    /// <param name="patience">Up to 6 s: null where it takes longer.</param>
    /// <exception cref="NotFoundException">There is no such issue, or the user cannot reach its repository.</exception>
    /// <exception cref="InvalidException">The issue has no repository.</exception>
    /// <exception cref="GitHub.GitHubException">GitHub did not take it; or it is not to be asked for a longer while,
    /// and the issue is filed then.</exception>
    [Alias("file"), ResponseTimeout("00:00:10")]
    Task<FiledIssue?> File(TimeSpan patience);
}

/// <summary>An issue that is on GitHub.</summary>
[GenerateSerializer, Immutable, Alias("yudai.issues.filed")]
public sealed record FiledIssue
{
    [Id(0)]
    public required UserIssue Issue { get; init; }

    /// <summary>For the user: also what GitHub did not take, such as labels.</summary>
    [Id(1)]
    public string Message { get; init; } = "";
}

/// <summary>Builds the grain keys <c>issue/{userId}/{issueId}</c> and <c>issues/{userId}</c>.</summary>
public static class UserIssueKey
{
    private const int MaxLength = 64;

    public static string Create(long userId, string issueId) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"issue/{userId}/{issueId}");

    /// <summary>The user and the issue of a key.</summary>
    public static (long UserId, string IssueId) Parts(string key)
    {
        var slash = key.IndexOf('/', 6);
        return (
            long.Parse(key.AsSpan(6, slash - 6), System.Globalization.CultureInfo.InvariantCulture),
            key[(slash + 1)..]
        );
    }

    /// <exception cref="NotFoundException">No issue can be called that.</exception>
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

    /// <summary>Missing and another user's look the same.</summary>
    public static NotFoundException NotThere() => new("There is no such issue of yours.");
}
