namespace YudaiV3.Issues;

/// <summary>How an issue updates its user's catalogue; the same grain as <see cref="IUserIssues"/>.</summary>
[Alias("yudai.issue-book")]
internal interface IUserIssuesInternal : IGrainWithStringKey
{
    /// <summary>Records the current state of an issue. A repeated call changes nothing.</summary>
    [Alias("note")]
    Task Note(long place, UserIssue issue);
}

/// <summary>How the catalogue creates and reads an issue; the same grain as <see cref="IUserIssue"/>.</summary>
[Alias("yudai.issue-maker")]
internal interface IUserIssueInternal : IGrainWithStringKey
{
    /// <summary>Creates the issue at a place of the catalogue. A repeated call returns the existing issue.</summary>
    [Alias("make")]
    Task<UserIssue> Make(NewIssue issue, long place);

    /// <summary>The stored issue, without a request to GitHub.</summary>
    [Alias("show")]
    Task<UserIssue?> Show();
}
