namespace YudaiV3.Chat;

/// <summary>A session as the issues made from it know it; the same grain as <see cref="IChatSession"/>.</summary>
[Alias("yudai.session-issues")]
internal interface ISessionIssues : IGrainWithStringKey
{
    /// <summary>Counts an issue, once.</summary>
    [Alias("note-issue")]
    Task NoteIssue(string issueId);
}
