using System.Collections.Immutable;

namespace YudaiV3.Storage;

/// <summary>
/// The pages of a catalogue, each a record under the grain. Writing an entry costs the same for a catalogue of any
/// length. Writes run one at a time, so <see cref="Dispose"/> must run when the grain ends.
/// </summary>
internal sealed class CataloguePages<TPage, TEntry>(GrainRecords records) : IDisposable
    where TPage : class, ICataloguePage<TPage, TEntry>, new()
    where TEntry : class
{
    private readonly StoredRecordCache<TPage> _pages = new(records);
    private readonly SemaphoreSlim _writing = new(1);

    public async Task<TPage> Read(long number) => (await _pages.Open(TPage.Name(number))).Value;

    /// <summary>Stores an entry at its place. An equal entry is not written again.</summary>
    /// <param name="beforeWrite">Receives the number and the old content of the page before it changes.</param>
    public async Task Put(long place, TEntry entry, Func<long, TPage, Task>? beforeWrite = null)
    {
        await _writing.WaitAsync();
        try
        {
            var number = TPage.IndexOf(place);
            var page = await _pages.Open(TPage.Name(number));
            if (page.Value.Entries.TryGetValue(place, out var existing) && existing.Equals(entry))
                return;
            if (beforeWrite is not null)
                await beforeWrite(number, page.Value);
            await page.Write(TPage.Create(page.Value.Entries.SetItem(place, entry)));
        }
        finally
        {
            _writing.Release();
        }
    }

    public void Dispose() => _writing.Dispose();
}

/// <summary>The entries of a fixed number of consecutive places of a catalogue.</summary>
internal interface ICataloguePage<TPage, TEntry>
{
    ImmutableSortedDictionary<long, TEntry> Entries { get; }

    static abstract TPage Create(ImmutableSortedDictionary<long, TEntry> entries);

    /// <summary>The name of the record that stores the page.</summary>
    static abstract string Name(long number);

    /// <summary>The number of the page that holds the place.</summary>
    static abstract long IndexOf(long place);
}
