using YudaiV3.Api.Web;
using YudaiV3.Issues;

namespace YudaiV3.Api.Issues;

/// <summary>The body of <c>POST /issues/create-with-context</c>. What clients send besides is theirs.</summary>
internal sealed record DraftIssueRequest : IValidatedRequest
{
    public string? Title { get; init; }
    public string? Description { get; init; }

    /// <summary>However long; what does not fit is left out of what a model reads, the oldest first.</summary>
    public DraftMessage?[]? ChatMessages { get; init; }
    public DraftFile?[]? FileContext { get; init; }
    public DraftRepository? RepositoryInfo { get; init; }
    public string? Priority { get; init; }

    public void Check(ValidationErrors problems)
    {
        problems.Require("title", Title, IssueValidation.MaxTitleLength);
        problems.Limit("description", Description, IssueValidation.MaxTextLength);
        IssueValidation.CheckRepository(problems, "repository_info.", RepositoryInfo?.Owner, RepositoryInfo?.Name);
        IssueValidation.CheckPriority(problems, Priority);
        foreach (var file in (FileContext ?? []).Where(file => file?.Tokens is < 0 or > int.MaxValue).Take(1))
            problems.Range("file_context.tokens", file!.Tokens!.Value, 0, int.MaxValue);
    }

    /// <summary>What is to be written; trying again with it cannot make an issue twice.</summary>
    public PreviewRequest ToPreview(DraftIssueQuery query) =>
        new()
        {
            Title = Title!,
            Description = Description,
            Messages = IssueValidation.Texts((ChatMessages ?? []).Select(message => message?.Content)),
            Files =
            [
                .. (FileContext ?? [])
                    .OfType<DraftFile>()
                    .Where(file => file.Place is not null)
                    .Select(file => new FileMention { Path = file.Place!, Tokens = (int)(file.Tokens ?? 0) }),
            ],
            RepoOwner = Named(RepositoryInfo?.Owner),
            RepoName = Named(RepositoryInfo?.Name),
            Priority = IssueValidation.PriorityOf(Priority),
            Sample = query.Sample,
            Make = !query.PreviewOnly,
            RequestId = Guid.NewGuid().ToString(),
        };

    private static string? Named(string? name) => string.IsNullOrWhiteSpace(name) ? null : name;
}

internal sealed record DraftMessage
{
    public string? Content { get; init; }
}

/// <summary>A file that the user chose, with its size in tokens.</summary>
internal sealed record DraftFile
{
    public string? Path { get; init; }
    public string? Name { get; init; }
    public double? Tokens { get; init; }

    [System.Text.Json.Serialization.JsonIgnore]
    public string? Place => Path ?? Name;
}

internal sealed record DraftRepository
{
    public string? Owner { get; init; }
    public string? Name { get; init; }
    public string? Branch { get; init; }
}
