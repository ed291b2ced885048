using YudaiV3.Api.Web;
using YudaiV3.Issues;

namespace YudaiV3.Api.Issues;

/// <summary>The body of <c>POST /issues/create-with-context</c>. Unknown fields are ignored.</summary>
internal sealed record DraftIssueRequest : IValidatedRequest
{
    public string? Title { get; init; }
    public string? Description { get; init; }

    /// <summary>Without a limit; the model reads as many as fit, without the oldest.</summary>
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

    /// <summary>Creates the draft. Its request id keeps a repeated call from creating an issue twice.</summary>
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
                    .Where(file => file.Location is not null)
                    .Select(file => new FileMention { Path = file.Location!, Tokens = (int)(file.Tokens ?? 0) }),
            ],
            RepoOwner = NullIfBlank(RepositoryInfo?.Owner),
            RepoName = NullIfBlank(RepositoryInfo?.Name),
            Priority = IssueValidation.PriorityOf(Priority),
            Sample = query.Sample,
            Make = !query.PreviewOnly,
            RequestId = Guid.NewGuid().ToString(),
        };

    private static string? NullIfBlank(string? name) => string.IsNullOrWhiteSpace(name) ? null : name;
}

internal sealed record DraftMessage
{
    public string? Content { get; init; }
}

/// <summary>A file that the user chose, and its size in tokens.</summary>
internal sealed record DraftFile
{
    public string? Path { get; init; }
    public string? Name { get; init; }
    public double? Tokens { get; init; }

    [System.Text.Json.Serialization.JsonIgnore]
    public string? Location => Path ?? Name;
}

internal sealed record DraftRepository
{
    public string? Owner { get; init; }
    public string? Name { get; init; }
    public string? Branch { get; init; }
}
