using Orleans.Storage;

namespace YudaiV3.Silo.Tests.Storage;

public sealed class StorageTests
{
    [Fact]
    public async Task First_writes_from_two_sides_never_both_win()
    {
        await using var one = await Storage.Make();
        await using var other = await Storage.Make(url: one.Url);
        for (var round = 0; round < 300; round++)
        {
            var key = $"race/{round}";
            using var start = new Barrier(2);
            var won = await Task.WhenAll(First(one, key, "one", start), First(other, key, "other", start));
            Assert.Single(won, true);
            Assert.Equal(won[0] ? "one" : "other", (await one.Read(key)).State!.Text);
        }
    }

    [Fact]
    public async Task Write_with_a_version_that_has_passed_is_refused_and_changes_nothing()
    {
        await using var storage = await Storage.Make();
        var first = Stored.New("a");
        await storage.Write("k/1", first);
        var second = await storage.Read("k/1");
        second.State!.Text = "b";
        await storage.Write("k/1", second);

        first.State!.Text = "c";
        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.Write("k/1", first));
        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.Write("k/1", Stored.New("d")));
        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.Clear("k/1", first));
        var now = await storage.Read("k/1");
        Assert.Equal(("b", second.ETag, true), (now.State!.Text, now.ETag, now.RecordExists));
    }

    [Fact]
    public async Task Writes_of_one_version_from_many_sides_let_one_through()
    {
        await using var storage = await Storage.Make();
        await storage.Write("k/1", Stored.New("a"));
        var version = (await storage.Read("k/1")).ETag;
        var won = await Task.WhenAll(Enumerable.Range(0, 32).Select(async n =>
        {
            try
            {
                await storage.Write("k/1", Stored.New($"{n}", version));
                return true;
            }
            catch (InconsistentStateException)
            {
                return false;
            }
        }));
        Assert.Single(won, true);
    }

    [Fact]
    public async Task Clear_takes_the_row_away_and_its_versions_with_it()
    {
        await using var storage = await Storage.Make();
        var state = Stored.New("a");
        await storage.Write("k/1", state);
        var old = state.ETag;
        await storage.Clear("k/1", state);
        Assert.Equal((null, false), (state.ETag, state.RecordExists));
        Assert.False((await storage.Read("k/1")).RecordExists);
        Assert.Equal(0, await Rows(storage));

        await storage.Write("k/1", Stored.New("b"));
        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.Write("k/1", Stored.New("stale", old)));
        Assert.Equal("b", (await storage.Read("k/1")).State!.Text);
    }

    [Fact]
    public async Task Grains_that_differ_in_any_part_of_the_identity_have_rows_of_their_own()
    {
        await using var storage = await Storage.Make();
        await using var elsewhere = await Storage.Make("other-service", storage.Url);
        (Storage In, string Key, string Name)[] places =
        [
            (storage, "session/1/a", "chat-events/1"), (storage, "session/1/a", "chat-events/2"), (storage, "session/1/A", "chat-events/1"),
            (storage, "session/1/a ", "chat-events/1"), (elsewhere, "session/1/a", "chat-events/1"),
            (storage, "1", "n"), (storage, "1+x", "n"), (storage, "1+y", "n"),
            (storage, "c0ffee00c0ffee00c0ffee00c0ffee00", "n"), (storage, "c0ffee00c0ffee00c0ffee00c0ffee00+x", "n"),
            (storage, "ключ/ąß", "имя"), (storage, $"long/{new string('k', 500)}", new string('n', 500)), (storage, $"long/{new string('k', 499)}l", new string('n', 500)),
        ];
        foreach (var (at, (place, key, name)) in places.Index())
            await place.Write(key, Stored.New($"{at}"), name);
        foreach (var (at, (place, key, name)) in places.Index())
            Assert.Equal($"{at}", (await place.Read(key, name)).State!.Text);
        Assert.Equal(places.Length, await Rows(storage));
    }

    [Fact]
    public async Task Write_of_a_large_state_is_read_back_as_it_was()
    {
        await using var storage = await Storage.Make();
        var text = string.Concat(Enumerable.Range(0, 100_000).Select(n => $"{n:x} "));
        await storage.Write("k/1", Stored.New(text));
        Assert.Equal(text, (await storage.Read("k/1")).State!.Text);
    }

    [Fact]
    public async Task Read_of_what_was_never_written_finds_nothing()
    {
        await using var storage = await Storage.Make();
        var state = await storage.Read("k/none");
        Assert.Equal((null, false), (state.ETag, state.RecordExists));
    }

    private static Task<bool> First(Storage storage, string key, string text, Barrier start) => Task.Run(async () =>
    {
        start.SignalAndWait();
        try
        {
            await storage.Write(key, Stored.New(text));
            return true;
        }
        catch (InconsistentStateException)
        {
            return false;
        }
    });

    private static async Task<long> Rows(Storage storage)
    {
        await using var connection = await Postgres.Connect(storage.Url);
        await using var count = new Npgsql.NpgsqlCommand("SELECT count(*) FROM OrleansStorage", connection);
        return (long)(await count.ExecuteScalarAsync())!;
    }
}
