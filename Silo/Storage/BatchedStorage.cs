using System.Globalization;
using Orleans.Storage;

namespace YudaiV3.Silo.Storage;

/// <summary>
/// The states of grains: Orleans' ADO.NET provider, but that the writes of all grains of a silo share statements (<see cref="RowWriter"/>). Both ways meet in the same rows.
/// </summary>
internal sealed class BatchedStorage(AdoNetGrainStorage provider, RowWriter writer, string service) : IGrainStorage
{
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => provider.ReadStateAsync(stateName, grainId, grainState);

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => provider.ClearStateAsync(stateName, grainId, grainState);

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        // Orleans' provider stores keys that look like numbers in other columns, and generic names in another form.
        if (grainId.TryGetGuidKey(out _, out _) || grainId.TryGetIntegerKey(out _, out _) || stateName.Contains('`', StringComparison.Ordinal))
        {
            await provider.WriteStateAsync(stateName, grainId, grainState);
            return;
        }
        var payload = provider.Serializer.Serialize(grainState.State).ToArray();
        var expected = string.IsNullOrWhiteSpace(grainState.ETag) ? default(int?) : int.Parse(grainState.ETag, CultureInfo.InvariantCulture);
        var hasher = provider.HashPicker.PickHasher(service, nameof(BatchedStorage), stateName, grainId, grainState)!;
        var version = await writer.Write(RowWrite.Of(grainId.Key.ToString()!, stateName, expected, payload, hasher))
            ?? throw new InconsistentStateException($"The stored state has changed (state {stateName} of {grainId}).", storedEtag: "", currentEtag: grainState.ETag ?? "");
        grainState.ETag = version.ToString(CultureInfo.InvariantCulture);
        grainState.RecordExists = true;
    }
}
