namespace YudaiV3.Api.Hosting;

/// <summary>Connects the client in the background, so that the Api starts and responds without a silo.</summary>
internal sealed class ClusterConnection(IClusterClient client) : BackgroundService
{
    private volatile bool _hasConnected;

    /// <summary>
    /// Whether the client has connected once. Before that, a grain call fails without a useful error, so requests get
    /// 503. Afterwards a call itself shows whether the cluster is there, and also reconnects.
    /// </summary>
    public bool HasConnected => _hasConnected;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (_hasConnected)
            await Client.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Client.StartAsync(stoppingToken);
            _hasConnected = true;
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops before a silo was there.
        }
    }

    private IHostedService Client => (IHostedService)client;
}
