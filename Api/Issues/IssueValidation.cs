using System.Collections.Immutable;
using YudaiV3.Api.Web;
using YudaiV3.Issues;

namespace YudaiV3.Api.Issues;

/// <summary>The limits of the fields of an issue.</summary>
internal static class IssueValidation
{
    public const int MaxTitleLength = 255,
        MaxTextLength = 65_536,
        MaxItemLength = 10_000,
        MaxNameLength = 255;

    public static void CheckPriority(ValidationErrors problems, string? priority)
    {
        if (priority is not (null or "low" or "medium" or "high"))
            problems.Add("priority", "This must be one of low, medium, high.");
    }

    public static IssuePriority PriorityOf(string? priority) =>
        priority switch
        {
            "low" => IssuePriority.Low,
            "high" => IssuePriority.High,
            _ => IssuePriority.Medium,
        };

    public static IssueStatus? StatusOf(string? status) =>
        status switch
        {
            "pending" => IssueStatus.Pending,
            "processing" => IssueStatus.Processing,
            "completed" => IssueStatus.Completed,
            "failed" => IssueStatus.Failed,
            _ => null,
        };

    /// <summary>Requires both the owner and the name, or neither.</summary>
    public static void CheckRepository(ValidationErrors problems, string prefix, string? owner, string? name)
    {
        problems.Limit(prefix + "owner", owner, MaxNameLength);
        problems.Limit(prefix + "name", name, MaxNameLength);
        if (string.IsNullOrWhiteSpace(owner) != string.IsNullOrWhiteSpace(name))
            problems.Add(
                prefix + (string.IsNullOrWhiteSpace(owner) ? "owner" : "name"),
                "Owner and name of a repository belong together."
            );
    }

    public static ImmutableArray<string> Texts(IEnumerable<string?>? texts) => [.. (texts ?? []).OfType<string>()];
}
