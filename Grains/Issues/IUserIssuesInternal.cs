namespace YudaiV3.Issues;

/// <summary>An issue's way to its user's catalogue; the same grain as <see cref="IUserIssues"/>.</summary>
[Alias("yudai.issue-book")]
internal interface IUserIssuesInternal : IGrainWithStringKey
{
    /// <summary>Notes how an issue stands now. Noting it again changes nothing.</summary>
    [Alias("note")]
    Task Note(long place, UserIssue issue);
}

/// <summary>How issues come to be; the same grain as <see cref="IUserIssue"/>.</summary>
[Alias("yudai.issue-maker")]
internal interface IUserIssueInternal : IGrainWithStringKey
{
    /// <summary>Makes the issue at a place of the catalogue, once.</summary>
    [Alias("make")]
    Task<UserIssue> Make(NewIssue issue, long place);

    /// <summary>The issue as it is known here; GitHub is not asked.</summary>
    [Alias("show")]
    Task<UserIssue?> Show();
}
