using System.Collections.Immutable;
using YudaiV3.Api.Web;
using YudaiV3.Issues;

namespace YudaiV3.Api.Issues;

/// <summary>What the texts of an issue may be.</summary>
internal static class IssueRules
{
    public const int LongestTitle = 255, LongestText = 65_536, LongestItem = 10_000, LongestName = 255;

    public static void CheckPriority(Problems problems, string? priority)
    {
        if (priority is not (null or "low" or "medium" or "high"))
            problems.Add("priority", "This must be one of low, medium, high.");
    }

    public static IssuePriority PriorityOf(string? priority) => priority switch { "low" => IssuePriority.Low, "high" => IssuePriority.High, _ => IssuePriority.Medium };

    public static IssueStatus? StatusOf(string? status) => status switch
    {
        "pending" => IssueStatus.Pending,
        "processing" => IssueStatus.Processing,
        "completed" => IssueStatus.Completed,
        "failed" => IssueStatus.Failed,
        _ => null,
    };

    /// <summary>Half a name is no repository.</summary>
    public static void CheckRepository(Problems problems, string prefix, string? owner, string? name)
    {
        problems.Limit(prefix + "owner", owner, LongestName);
        problems.Limit(prefix + "name", name, LongestName);
        if (string.IsNullOrWhiteSpace(owner) != string.IsNullOrWhiteSpace(name))
            problems.Add(prefix + (string.IsNullOrWhiteSpace(owner) ? "owner" : "name"), "Owner and name of a repository belong together.");
    }

    public static ImmutableArray<string> Texts(IEnumerable<string?>? texts) => [.. (texts ?? []).OfType<string>()];
}
