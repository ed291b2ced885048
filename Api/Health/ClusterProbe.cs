namespace YudaiV3.Api.Health;

/// <summary>Asks any silo for the silos that are active: a call of the kind that every request makes.</summary>
internal sealed class ClusterProbe(IGrainFactory grains)
{
    public async Task Ask(CancellationToken cancellationToken)
    {
        var active = await grains
            .GetGrain<IManagementGrain>(0)
            .GetHosts(onlyActive: true, cancellationToken)
            .WaitAsync(cancellationToken);
        if (active.Count == 0)
            throw new InvalidOperationException("No silo is active.");
    }
}
