namespace YudaiV3.Issues;

/// <summary>
/// A user's newest issues for lists, in memory, up to a total weight. The issue's grain has the others. Used by one
/// grain only.
/// </summary>
internal sealed class IssueCache(int maxWeight)
{
    private const int Overhead = 200;

    private readonly SortedDictionary<long, UserIssue> _byPlace = [];
    private int _weight;

    public UserIssue? Find(long place) => _byPlace.GetValueOrDefault(place);

    /// <summary>Adds an issue that was read, unless a newer state was put meanwhile.</summary>
    public void PutOlder(long place, UserIssue issue)
    {
        if (!_byPlace.ContainsKey(place))
            Put(place, issue);
    }

    public void Put(long place, UserIssue issue)
    {
        Remove(place);
        if (Weight(issue) > maxWeight / 4)
            return;
        _byPlace[place] = issue;
        _weight += Weight(issue);
        while (_weight > maxWeight)
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
