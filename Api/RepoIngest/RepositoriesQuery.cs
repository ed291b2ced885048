using System.Reflection;
using YudaiV3.Api.Web;

namespace YudaiV3.Api.RepoIngest;

/// <summary>The query of <c>GET /filedeps/repositories</c>. Without a repository it asks for all.</summary>
internal sealed record RepositoriesQuery(string? RepoUrl, string? Branch)
{
    private const int MaxUrlLength = 2_048,
        MaxBranchLength = 255;

    public static ValueTask<RepositoriesQuery> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var query = new QueryReader(context.Request.Query);
        var (url, branch) = (query.Text("repo_url", MaxUrlLength), query.Text("branch", MaxBranchLength));
        query.Problems.ThrowIfAny();
        return new(
            new RepositoriesQuery(
                string.IsNullOrWhiteSpace(url) ? null : url,
                string.IsNullOrWhiteSpace(branch) ? null : branch
            )
        );
    }
}
