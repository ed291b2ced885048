using YudaiV3.ServiceDefaults;
using YudaiV3.Silo.Auth;
using YudaiV3.Silo.Chat;
using YudaiV3.Silo.GitHub;
using YudaiV3.Silo.Health;
using YudaiV3.Silo.Hosting;
using YudaiV3.Silo.RepoIngest;

if (args is ["reindex"])
    return await Startup.Run(() => ReindexCommand.Run(args));

return await Startup.Run(() =>
    Listeners.Retry(async () =>
    {
        var builder = Startup.NewHost(args);
        builder.AddTelemetry("yudai-silo");
        var database = DatabaseUrl.From(builder.Configuration);
        builder.AddCluster(database);
        builder.AddDashboard();
        builder
            .Services.AddHealth(database)
            .AddAuth(SecretKeys.From(builder.Configuration, builder.Environment), database)
            .AddGitHub(builder.Configuration)
            .AddChat(builder.Configuration)
            .AddSearch(database)
            .AddRepoIngest(builder.Configuration, builder.Environment);

        await Schema.Apply(database, TimeProvider.System);
        await using var app = builder.Build();
        await app.Services.GetRequiredService<KeyRingStartup>().Run();
        app.MapDashboard();
        app.MapHealth();
        await Startup.Serve(app);
    })
);
