using Orleans.Dashboard;

namespace YudaiV3.Silo.Hosting;

/// <summary>Maps the Orleans dashboard. Outside of Development it needs the operator token.</summary>
internal static class DashboardEndpoints
{
    public static void MapDashboard(this WebApplication app)
    {
        var dashboard = app.MapOrleansDashboard();
        if (!app.Environment.IsDevelopment())
            dashboard.RequireAuthorization();
    }
}
