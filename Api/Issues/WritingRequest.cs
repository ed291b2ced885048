using YudaiV3.Api.Web;
using YudaiV3.Issues;

namespace YudaiV3.Api.Issues;

/// <summary>The body of <c>POST /issues/create-with-context</c>. What clients send besides is theirs.</summary>
internal sealed record WritingRequest : IChecked
{
    public string? Title { get; init; }
    public string? Description { get; init; }

    /// <summary>However long; what does not fit is left out of what a model reads, the oldest first.</summary>
    public WritingMessage?[]? ChatMessages { get; init; }
    public WritingFile?[]? FileContext { get; init; }
    public WritingRepository? RepositoryInfo { get; init; }
    public string? Priority { get; init; }

    public void Check(Problems problems)
    {
        problems.Demand("title", Title, IssueRules.LongestTitle);
        problems.Limit("description", Description, IssueRules.LongestText);
        IssueRules.CheckRepository(problems, "repository_info.", RepositoryInfo?.Owner, RepositoryInfo?.Name);
        IssueRules.CheckPriority(problems, Priority);
        foreach (var file in (FileContext ?? []).Where(file => file?.Tokens is < 0 or > int.MaxValue).Take(1))
            problems.Range("file_context.tokens", file!.Tokens!.Value, 0, int.MaxValue);
    }

    /// <summary>What is to be written; trying again with it cannot make an issue twice.</summary>
    public PreviewRequest ToPreview(WritingQuery query) => new()
    {
        Title = Title!, Description = Description, Messages = IssueRules.Texts((ChatMessages ?? []).Select(message => message?.Content)),
        Files = [.. (FileContext ?? []).OfType<WritingFile>().Where(file => file.Place is not null).Select(file => new FileMention { Path = file.Place!, Tokens = (int)(file.Tokens ?? 0) })],
        RepoOwner = Named(RepositoryInfo?.Owner), RepoName = Named(RepositoryInfo?.Name), Priority = IssueRules.PriorityOf(Priority), Sample = query.Sample, Make = !query.PreviewOnly, RequestId = Guid.NewGuid().ToString(),
    };

    private static string? Named(string? name) => string.IsNullOrWhiteSpace(name) ? null : name;
}

internal sealed record WritingMessage
{
    public string? Content { get; init; }
}

/// <summary>A file that the user chose, with its size in tokens.</summary>
internal sealed record WritingFile
{
    public string? Path { get; init; }
    public string? Name { get; init; }
    public double? Tokens { get; init; }

    [System.Text.Json.Serialization.JsonIgnore] public string? Place => Path ?? Name;
}

internal sealed record WritingRepository
{
    public string? Owner { get; init; }
    public string? Name { get; init; }
    public string? Branch { get; init; }
}
