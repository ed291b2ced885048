using Orleans.Dashboard;

namespace YudaiV3.Silo.Hosting;

/// <summary>
/// Registers the Orleans dashboard and its listener. The dashboard shows the state of grains, so outside of Development
/// only an operator may see it.
/// </summary>
internal static class DashboardWebApplicationBuilderExtensions
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
            options.DefaultScheme = OperatorHandler.SchemeName;
            options.AddScheme<OperatorHandler>(OperatorHandler.SchemeName, null);
        });
        builder.Services.AddAuthorization();
    }
}
