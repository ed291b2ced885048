namespace YudaiV3.Api.Hosting;

/// <summary>Connects the client beside the start of the host, so that the Api answers while no silo is there.</summary>
internal sealed class ClusterConnection(IClusterClient client) : BackgroundService
{
    private volatile bool _made;

    /// <summary>
    /// Whether the client has met the cluster. A grain call before that fails in ways that say nothing, so answer 503
    /// instead;
    /// afterwards a call itself tells best whether the cluster is there, and is what connects again.
    /// </summary>
    public bool WasMade => _made;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (_made)
            await Client.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Client.StartAsync(stoppingToken);
            _made = true;
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Told to stop before there was a cluster.
        }
    }

    private IHostedService Client => (IHostedService)client;
}
