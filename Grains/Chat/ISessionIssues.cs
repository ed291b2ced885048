namespace YudaiV3.Chat;

/// <summary>
/// What the issue grains need of a session. Implemented by the same grain as <see cref="IChatSession"/>.
/// </summary>
[Alias("yudai.session-issues")]
internal interface ISessionIssues : IGrainWithStringKey
{
    /// <summary>Counts an issue, once.</summary>
    [Alias("note-issue")]
    Task NoteIssue(string issueId);
}
