using YudaiV3.Api.Auth;
using YudaiV3.Api.Chat;
using YudaiV3.Api.Documentation;
using YudaiV3.Api.GitHub;
using YudaiV3.Api.Health;
using YudaiV3.Api.Hosting;
using YudaiV3.Api.Issues;
using YudaiV3.Api.Realtime;
using YudaiV3.Api.RepoIngest;
using YudaiV3.Api.Web;
using YudaiV3.ServiceDefaults;

namespace YudaiV3.Api;

/// <summary>The Api: its services, its middleware and its routes.</summary>
internal static class Program
{
    public static Task<int> Main(string[] args) =>
        Startup.Run(async () =>
        {
            await using var app = Compose(args, builder => builder.AddClusterClient());
            await Startup.Serve(app);
        });

    /// <param name="joinCluster">Registers the client of the grains.</param>
    public static WebApplication Compose(string[] args, Action<WebApplicationBuilder> joinCluster)
    {
        var builder = Startup.NewHost(args);
        builder.AddTelemetry("yudai-api");
        builder.AddWeb();
        joinCluster(builder);
        builder.Services.AddHealth();
        builder.Services.AddDocumentation();
        builder.Services.AddAuth(builder.Configuration, builder.Environment);
        builder.Services.AddGitHub(builder.Configuration);
        builder.AddRealtime();

        var app = builder.Build();
        app.UseWeb();
        app.UseDocumentationPages();
        app.UsePageFiles();
        app.MapRoot();
        app.MapHealth();
        app.MapDocumentation();
        app.MapAuth();
        app.MapGitHub();
        app.MapChat();
        app.MapRepoIngest();
        app.MapIssues();
        app.MapRealtime();
        return app;
    }
}
