using System.Reflection;
using YudaiV3.Api.Web;

namespace YudaiV3.Api.RepoIngest;

/// <summary>Which ingested repository the query asks for; none for all.</summary>
internal sealed record RepositoriesAsked(string? RepoUrl, string? Branch)
{
    private const int LongestUrl = 2_048, LongestBranch = 255;

    public static ValueTask<RepositoriesAsked> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var query = new QueryValues(context.Request.Query);
        var (url, branch) = (query.Text("repo_url", LongestUrl), query.Text("branch", LongestBranch));
        query.Problems.ThrowIfAny();
        return new(new RepositoriesAsked(string.IsNullOrWhiteSpace(url) ? null : url, string.IsNullOrWhiteSpace(branch) ? null : branch));
    }
}
