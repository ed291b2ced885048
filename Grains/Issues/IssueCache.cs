namespace YudaiV3.Issues;

/// <summary>
/// A user's newest issues as lists show them, in memory, up to a limit; what is not here is asked of the issue itself.
/// Used by one grain only.
/// </summary>
internal sealed class IssueCache(int most)
{
    private const int Overhead = 200;

    private readonly SortedDictionary<long, UserIssue> _byPlace = [];
    private int _weight;

    public UserIssue? Find(long place) => _byPlace.GetValueOrDefault(place);

    /// <summary>What was noted meanwhile is newer than what was asked for.</summary>
    public void PutOlder(long place, UserIssue issue)
    {
        if (!_byPlace.ContainsKey(place))
            Put(place, issue);
    }

    public void Put(long place, UserIssue issue)
    {
        Remove(place);
        if (Weight(issue) > most / 4)
            return;
        _byPlace[place] = issue;
        _weight += Weight(issue);
        while (_weight > most)
            Remove(_byPlace.Keys.First());
    }

    private void Remove(long place)
    {
        if (_byPlace.Remove(place, out var issue))
            _weight -= Weight(issue);
    }

    private static int Weight(UserIssue issue) =>
        Overhead
        + issue.Title.Length
        + issue.IssueTextRaw.Length
        + (issue.Description?.Length ?? 0)
        + (issue.AgentResponse?.Length ?? 0)
        + issue.IssueSteps.Sum(step => step.Length)
        + issue.Ideas.Sum(idea => idea.Length)
        + issue.ContextCards.Sum(card => card.Length);
}
