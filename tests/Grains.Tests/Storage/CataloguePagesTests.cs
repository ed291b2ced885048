using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Orleans.Serialization;
using Orleans.Storage;
using YudaiV3.Issues;

namespace YudaiV3.Storage;

public sealed class CataloguePagesTests : IDisposable
{
    private static readonly GrainId Grain = GrainId.Create("userissues", "issues/7");

    private readonly TestStorage _storage = new();
    private readonly ServiceProvider _services = new ServiceCollection().AddSerializer().BuildServiceProvider();

    public void Dispose() => _services.Dispose();

    [Fact]
    public async Task Put_stores_the_entry_on_the_page_of_its_place()
    {
        using var pages = Open();
        await pages.Put(1, new IssueEntry { IssueId = "a" });
        await pages.Put(64, new IssueEntry { IssueId = "b" });
        Assert.Equal(["user-issues/0", "user-issues/1"], _storage.Names(Grain).Order());
        using var reopened = Open();
        Assert.Equal("a", (await reopened.Read(0)).Entries[1].IssueId);
        Assert.Equal("b", (await reopened.Read(1)).Entries[64].IssueId);
        Assert.Empty((await reopened.Read(2)).Entries);
    }

    [Fact]
    public async Task Put_of_an_equal_entry_writes_nothing()
    {
        using var pages = Open();
        await pages.Put(1, new IssueEntry { IssueId = "a" });
        var before = _storage.Cost(Grain);
        await pages.Put(1, new IssueEntry { IssueId = "a" }, (_, _) => throw new InvalidOperationException());
        Assert.Equal(before, _storage.Cost(Grain));
    }

    [Fact]
    public async Task Put_runs_beforeWrite_with_the_old_page()
    {
        using var pages = Open();
        await pages.Put(1, new IssueEntry { IssueId = "a" });
        (long Number, int Count) seen = default;
        await pages.Put(2, new IssueEntry { IssueId = "b" }, (number, page) =>
        {
            seen = (number, page.Entries.Count);
            return Task.CompletedTask;
        });
        Assert.Equal((0L, 1), seen);
        Assert.Equal(2, (await pages.Read(0)).Entries.Count);
    }

    private CataloguePages<IssuePage, IssueEntry> Open() =>
        new(
            new GrainRecords(
                _storage.For(new OrleansGrainStorageSerializer(_services.GetRequiredService<Serializer>())),
                Grain
            )
        );
}
