using System.Buffers;
using YudaiV3.Api.Web;
using YudaiV3.Chat;

namespace YudaiV3.Api.Chat;

/// <summary>The body of <c>POST /daifu/sessions</c>.</summary>
internal sealed record SessionRequest : IValidatedRequest
{
    private const int MaxLength = 255;
    private const int MaxDescriptionLength = 10_000;

    public string? RepoOwner { get; init; }
    public string? RepoName { get; init; }
    public string? RepoBranch { get; init; }
    public string? Title { get; init; }
    public string? Description { get; init; }

    public void Check(ValidationErrors problems)
    {
        CheckName(problems, "repo_owner", RepoOwner);
        CheckName(problems, "repo_name", RepoName);
        if (RepoBranch is not null)
            problems.Require("repo_branch", RepoBranch, MaxLength);
        problems.Limit("title", Title, MaxLength);
        problems.Limit("description", Description, MaxDescriptionLength);
    }

    public NewSession ToOpen() =>
        new()
        {
            Repository = new RepositoryRef
            {
                Owner = RepoOwner!,
                Name = RepoName!,
                Branch = RepoBranch ?? "main",
            },
            Title = string.IsNullOrWhiteSpace(Title) ? null : Title,
            Description = string.IsNullOrWhiteSpace(Description) ? null : Description,
        };

    private static void CheckName(ValidationErrors problems, string field, string? name)
    {
        problems.Require(field, name, MaxLength);
        if (name is not null && name.AsSpan().ContainsAny(ForbiddenInNames))
            problems.Add(field, "A name has no slashes, spaces or control characters.");
    }

    private static readonly SearchValues<char> ForbiddenInNames = SearchValues.Create([
        .. Enumerable.Range(0, 33).Select(code => (char)code),
        '/',
        '\\',
        '\u007F',
    ]);
}
