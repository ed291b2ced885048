using YudaiV3.Testing.FakeGitHub;
using YudaiV3.Testing.FakeModel;

namespace YudaiV3.Page.Tests;

/// <summary>Starts the processes behind the page: a silo and an Api node, with a fake model and GitHub.</summary>
internal static class Nodes
{
    public static async Task<Cluster> Start(ModelServer model, GitHubServer? gitHub = null)
    {
        var cluster = await Cluster.Start(silos: 0, apis: 0);
        var settings = Settings(model, gitHub);
        await cluster.AddSilo(settings);
        await cluster.AddApi(settings);
        if (gitHub is not null)
            gitHub.OAuth.Callback = new(cluster.Apis[0].Url, "auth/callback");
        return cluster;
    }

    public static (string, string)[] Settings(ModelServer model, GitHubServer? gitHub = null) =>
        [
            ("LLM_BASE_URL", model.BaseUrl),
            ("LLM_API_KEY", "key"),
            ("LLM_MODEL", "fake"),
            .. gitHub is null ? [] : Settings(gitHub),
        ];

    private static (string, string)[] Settings(GitHubServer gitHub) =>
        [
            ("GITHUB_WEB_URL", gitHub.Web.AbsoluteUri),
            ("GITHUB_API_URL", gitHub.Api.AbsoluteUri),
            ("GITHUB_CLIENT_ID", gitHub.OAuth.ClientId),
            ("GITHUB_CLIENT_SECRET", gitHub.OAuth.ClientSecret),
            ("GITHUB_REDIRECT_URI", "{API_URL}/auth/callback"),
        ];
}
