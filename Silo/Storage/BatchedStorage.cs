using System.Globalization;
using Orleans.Serialization.Serializers;
using Orleans.Storage;

namespace YudaiV3.Silo.Storage;

/// <summary>
/// Stores the states of grains. The reads and writes of all grains of a silo share statements (<see cref="RowReader"/>,
/// <see cref="RowWriter"/>). Orleans' ADO.NET provider does the rest, on the same rows.
/// </summary>
internal sealed class BatchedStorage(
    AdoNetGrainStorage provider,
    RowReader reader,
    RowWriter writer,
    IActivatorProvider activators,
    string service
) : IGrainStorage
{
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (NeedsProvider(stateName, grainId))
        {
            await provider.ReadStateAsync(stateName, grainId, grainState);
            return;
        }
        var row = await reader.Read(Row(stateName, grainId, grainState));
        if (row is { Payload: null })
        {
            await provider.ReadStateAsync(stateName, grainId, grainState);
            return;
        }
        grainState.State = (row is null ? default : provider.Serializer.Deserialize<T>(new BinaryData(row.Payload)))
            ?? activators.GetActivator<T>().Create();
        grainState.ETag = row?.Version.ToString(CultureInfo.InvariantCulture);
        grainState.RecordExists = row is not null;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        provider.ClearStateAsync(stateName, grainId, grainState);

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (NeedsProvider(stateName, grainId))
        {
            await provider.WriteStateAsync(stateName, grainId, grainState);
            return;
        }
        var payload = provider.Serializer.Serialize(grainState.State).ToArray();
        var expected = string.IsNullOrWhiteSpace(grainState.ETag)
            ? default(int?)
            : int.Parse(grainState.ETag, CultureInfo.InvariantCulture);
        var version = await writer.Write(new(Row(stateName, grainId, grainState), expected, payload))
            ?? throw new InconsistentStateException(
                $"The stored state has changed (state {stateName} of {grainId}).",
                storedEtag: "",
                currentEtag: grainState.ETag ?? ""
            );
        grainState.ETag = version.ToString(CultureInfo.InvariantCulture);
        grainState.RecordExists = true;
    }

    // Orleans' provider stores keys that look like numbers in other columns, and changes generic names.
    private static bool NeedsProvider(string stateName, GrainId grainId) =>
        grainId.TryGetGuidKey(out _, out _)
        || grainId.TryGetIntegerKey(out _, out _)
        || stateName.Contains('`', StringComparison.Ordinal);

    private RowId Row<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        RowId.Create(
            grainId.Key.ToString()!,
            stateName,
            provider.HashPicker.PickHasher(service, nameof(BatchedStorage), stateName, grainId, grainState)!
        );
}
