using Orleans.Dashboard;

namespace YudaiV3.Silo.Hosting;

/// <summary>
/// The Orleans dashboard on a listener of its own. It shows what grains hold, so anywhere but in Development only an
/// operator may see it.
/// </summary>
internal static class Dashboard
{
    public static void AddDashboard(this WebApplicationBuilder builder)
    {
        builder.WebHost.UseUrls(Listeners.Dashboard(builder.Configuration));
        builder.UseOrleans(orleans => orleans.AddDashboard(options => options.HideTrace = true));
        builder.Services.AddSingleton(OperatorToken.From(builder.Configuration));
        builder.Services.AddWebEncoders();
        builder.Services.AddTransient<OperatorHandler>();
        builder.Services.AddAuthenticationCore(options =>
        {
            options.DefaultScheme = OperatorHandler.Name;
            options.AddScheme<OperatorHandler>(OperatorHandler.Name, null);
        });
        builder.Services.AddAuthorization();
    }

    public static void MapDashboard(this WebApplication app)
    {
        var dashboard = app.MapOrleansDashboard();
        if (!app.Environment.IsDevelopment())
            dashboard.RequireAuthorization();
    }
}
