using System.Collections.Immutable;
using YudaiV3.Storage;

namespace YudaiV3.Chat;

/// <summary>
/// Knows which messages are superseded: by the newest ranges, which are in a fold, and by older ones, which are in
/// records of their own. The records are written before the head forgets the ranges, and writing them again is safe.
/// </summary>
internal sealed class SupersededPages(GrainRecords records)
{
    /// <summary>Ranges before the tail that stay in the head.</summary>
    private const int MaxInHead = 8;
    private const int MaxCached = 32;

    private readonly Dictionary<long, Task<StoredRecord<SupersededPage>>> _pages = [];

    /// <summary>
    /// The superseded range that has the event, as the conversation was at <paramref name="fold"/>; null if there is
    /// none.
    /// </summary>
    public async ValueTask<SeqRange?> Find(SessionHead head, SessionFold fold, long seq)
    {
        if (SeqRange.Find(fold.Superseded, seq) is { } recent)
            return recent;
        if (seq > head.PagedThrough)
            return null;
        var page = (await Open(SupersededPage.IndexOf(seq))).Value;
        // A head that is read while it is written has all records that its ranges need.
        var segment = fold.Seq == head.Seq ? long.MaxValue : EventSegment.IndexOf(fold.Seq);
        return page.Find(seq) is { } range && range.Since <= segment
            ? new SeqRange { From = range.From, Through = range.Through }
            : null;
    }

    public async ValueTask<bool> Contains(SessionHead head, SessionFold fold, long seq) =>
        await Find(head, fold, seq) is not null;

    /// <summary>Moves the first ranges of a head that has too many of them to records.</summary>
    public async Task<SessionHead> Trim(SessionHead head)
    {
        var ranges = head.BeforeTail.Superseded;
        if (ranges.Length <= MaxInHead)
            return head;
        ImmutableArray<SeqRange> moved = ranges[..(ranges.Length - MaxInHead / 2)];
        var pages = new SortedDictionary<long, SupersededPage>();
        foreach (var range in moved)
            for (
                var number = SupersededPage.IndexOf(range.From);
                number <= SupersededPage.IndexOf(range.Through);
                number++
            )
            {
                if (!pages.TryGetValue(number, out var page))
                    page = (await Open(number)).Value;
                pages[number] = page.Add(
                    Math.Max(range.From, number * SupersededPage.Size + 1),
                    Math.Min(range.Through, (number + 1) * SupersededPage.Size),
                    head.Sealed
                );
            }
        await GrainRecords.Each([.. pages], entry => Write(entry.Key, entry.Value));
        return head.CutSuperseded(moved);
    }

    private async Task<bool> Write(long number, SupersededPage page)
    {
        var record = await Open(number);
        try
        {
            await record.Write(page);
            return true;
        }
        catch
        {
            _pages.Remove(number); // what storage has is unknown
            throw;
        }
    }

    private Task<StoredRecord<SupersededPage>> Open(long number)
    {
        if (_pages.TryGetValue(number, out var opened) && !opened.IsFaulted)
            return opened;
        if (_pages.Count >= MaxCached)
            _pages.Clear();
        return _pages[number] = records.Open<SupersededPage>(SupersededPage.Name(number));
    }
}
