using System.Globalization;
using Npgsql;
using Orleans.Storage;

namespace YudaiV3.Silo.Tests.Storage;

public sealed class BatchedStorageTests
{
    [Fact]
    public async Task Write_of_a_new_row_from_two_silos_succeeds_once()
    {
        await using var one = await StorageFixture.Create();
        await using var other = await StorageFixture.Create(url: one.Url);
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
    public async Task Write_with_an_old_version_throws_and_changes_nothing()
    {
        await using var storage = await StorageFixture.Create();
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
    public async Task Write_of_one_version_from_many_callers_succeeds_once()
    {
        await using var storage = await StorageFixture.Create();
        await storage.Write("k/1", Stored.New("a"));
        var version = (await storage.Read("k/1")).ETag;
        var won = await Task.WhenAll(
            Enumerable.Range(0, 32).Select(n => Wins(() => storage.Write("k/1", Stored.New($"{n}", version))))
        );
        Assert.Single(won, true);
    }

    [Fact]
    public async Task Clear_deletes_the_row_and_its_versions()
    {
        await using var storage = await StorageFixture.Create();
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
    public async Task Write_with_any_difference_in_the_identity_uses_another_row()
    {
        await using var storage = await StorageFixture.Create();
        await using var elsewhere = await StorageFixture.Create("other-service", storage.Url);
        (StorageFixture In, string Key, string Name)[] places =
        [
            (storage, "session/1/a", "chat-events/1"),
            (storage, "session/1/a", "chat-events/2"),
            (storage, "session/1/A", "chat-events/1"),
            (storage, "session/1/a ", "chat-events/1"),
            (elsewhere, "session/1/a", "chat-events/1"),
            (storage, "1", "n"),
            (storage, "1+x", "n"),
            (storage, "1+y", "n"),
            (storage, "c0ffee00c0ffee00c0ffee00c0ffee00", "n"),
            (storage, "c0ffee00c0ffee00c0ffee00c0ffee00+x", "n"),
            (storage, "ключ/ąß", "имя"),
            (storage, $"long/{new string('k', 500)}", new string('n', 500)),
            (storage, $"long/{new string('k', 499)}l", new string('n', 500)),
        ];
        foreach (var (at, (place, key, name)) in places.Index())
            await place.Write(key, Stored.New($"{at}"), name);
        foreach (var (at, (place, key, name)) in places.Index())
            Assert.Equal($"{at}", (await place.Read(key, name)).State!.Text);
        Assert.Equal(places.Length, await Rows(storage));
    }

    [Fact]
    public async Task Read_after_the_write_of_a_large_state_returns_it()
    {
        await using var storage = await StorageFixture.Create();
        var text = string.Concat(Enumerable.Range(0, 100_000).Select(n => $"{n:x} "));
        await storage.Write("k/1", Stored.New(text));
        Assert.Equal(text, (await storage.Read("k/1")).State!.Text);
    }

    [Fact]
    public async Task Read_without_a_row_finds_nothing()
    {
        await using var storage = await StorageFixture.Create();
        var state = await storage.Read("k/none");
        Assert.Equal((null, false, ""), (state.ETag, state.RecordExists, state.State!.Text));
    }

    [Fact]
    public async Task Write_of_many_grains_at_once_shares_statements_and_each_row_succeeds_or_fails_alone()
    {
        await using var storage = await StorageFixture.Create();
        var states = Enumerable.Range(0, 500).Select(n => Stored.New($"{n}")).ToArray();
        await Task.WhenAll(states.Select((state, n) => storage.Write($"k/{n}", state)));
        Assert.InRange(await Scalar(storage, "SELECT count(DISTINCT ModifiedOn) FROM OrleansStorage"), 1, 100);

        var won = await Task.WhenAll(
            states.Select(
                async (state, n) =>
                {
                    var next = n % 5 == 0 ? Stored.New("unseen") : Stored.New($"next {n}", state.ETag);
                    return await Wins(() => storage.Write($"k/{n}", next)) ? next : null;
                }
            )
        );
        foreach (var (n, state) in won.Index())
        {
            var stored = await storage.Read($"k/{n}");
            Assert.Equal(
                n % 5 == 0 ? ($"{n}", states[n].ETag, false) : ($"next {n}", state!.ETag, true),
                (stored.State!.Text, stored.ETag, state is not null)
            );
        }
    }

    [Fact]
    public async Task Write_of_a_new_row_twice_in_one_statement_succeeds_once()
    {
        await using var storage = await StorageFixture.Create();
        for (var round = 0; round < 50; round++)
        {
            var won = await Task.WhenAll(
                Enumerable
                    .Range(0, 20)
                    .Select(async n =>
                    {
                        var state = Stored.New($"{n}");
                        return await Wins(() => storage.Write($"k/{round}", state)) ? state : null;
                    })
            );
            var winner = Assert.Single(won, state => state is not null)!;
            var stored = await storage.Read($"k/{round}");
            Assert.Equal((winner.State!.Text, winner.ETag), (stored.State!.Text, stored.ETag));
        }
    }

    [Fact]
    public async Task Read_of_many_grains_at_once_shares_statements_and_each_finds_its_row()
    {
        await using var storage = await StorageFixture.Create();
        var large = new string('x', 100_000);
        await Task.WhenAll(
            Enumerable
                .Range(0, 500)
                .Where(n => n % 5 > 0)
                .Select(n => storage.Write($"k/{n}", Stored.New(n % 5 == 1 ? $"{n} {large}" : $"{n}")))
        );
        await Scalar(storage, "CREATE EXTENSION IF NOT EXISTS pg_stat_statements; SELECT 0::bigint");
        const string calls =
            "SELECT coalesce(sum(calls), 0)::bigint FROM pg_stat_statements "
            + "WHERE query LIKE '%unnest%' AND query LIKE 'SELECT requested%' "
            + "AND dbid = (SELECT oid FROM pg_database WHERE datname = current_database())";
        var before = await Scalar(storage, calls);

        var read = await Task.WhenAll(Enumerable.Range(0, 500).Select(n => storage.Read($"k/{n}")));
        foreach (var (n, state) in read.Index())
            Assert.Equal(
                (
                    n % 5 > 0,
                    n % 5 == 0 ? ""
                    : n % 5 == 1 ? $"{n} {large}"
                    : $"{n}"
                ),
                (state.RecordExists, state.State!.Text)
            );
        Assert.InRange(await Scalar(storage, calls) - before, 1, 100);
        Assert.All(await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => storage.Read("k/2"))), state =>
            Assert.Equal("2", state.State!.Text)
        );
    }

    [Fact]
    public async Task Write_of_a_row_that_PostgreSQL_refuses_fails_alone()
    {
        await using var storage = await StorageFixture.Create();
        var faults = await Task.WhenAll(
            Enumerable
                .Range(0, 100)
                .Select(n =>
                    Record
                        .ExceptionAsync(() => storage.Write(n == 50 ? "k/nul\0" : $"k/{n}", Stored.New($"{n}")))
                        .AsTask()
                )
        );
        Assert.Equal(
            "22021",
            Assert.IsType<PostgresException>(Assert.Single(faults, fault => fault is not null)).SqlState
        );
        Assert.Equal(99, await Rows(storage));
        var unread = await Task.WhenAll(
            Enumerable
                .Range(0, 100)
                .Select(n => Record.ExceptionAsync(() => storage.Read(n == 50 ? "k/nul\0" : $"k/{n}")).AsTask())
        );
        Assert.Equal(
            "22021",
            Assert.IsType<PostgresException>(Assert.Single(unread, fault => fault is not null)).SqlState
        );
    }

    [Fact]
    public async Task Write_on_a_cut_connection_fails_and_the_next_succeeds()
    {
        await using var storage = await StorageFixture.Create();
        var state = Stored.New("a");
        await storage.Write("k/1", state);
        await using var admin = await Postgres.Connect(storage.Url);
        await using (await admin.BeginTransactionAsync())
        {
            await using var hold = new NpgsqlCommand("LOCK TABLE OrleansStorage", admin);
            await hold.ExecuteNonQueryAsync();
            var writing = storage.Write("k/1", Stored.New("b", state.ETag));
            const string cut =
                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
                + "WHERE application_name = 'test writes' AND wait_event_type = 'Lock' AND datname = current_database()";
            await Eventually.True(
                async () => await Scalar(storage, cut) > 0,
                TimeSpan.FromSeconds(30),
                () => "no write waits for the lock"
            );
            await Assert.ThrowsAnyAsync<NpgsqlException>(() => writing);
        }

        await storage.Write("k/1", Stored.New("c", state.ETag));
        Assert.Equal("c", (await storage.Read("k/1")).State!.Text);
    }

    [Fact]
    public async Task Write_and_Read_use_the_same_rows_as_the_provider_of_Orleans()
    {
        await using var storage = await StorageFixture.Create();
        foreach (var key in (string[])["session/1/a", "ключ/ąß", "k/ "])
        {
            var state = Stored.New("a");
            await storage.WriteWithProvider(key, state);
            state.State = new Stored { Text = "b" };
            await storage.Write(key, state);
            state.State = new Stored { Text = "c" };
            await storage.WriteWithProvider(key, state);
            GrainState<Stored> shared = await storage.Read(key),
                alone = await storage.ReadWithProvider(key);
            Assert.Equal(("c", state.ETag, true), (shared.State!.Text, shared.ETag, shared.RecordExists));
            Assert.Equal(("c", state.ETag, true), (alone.State!.Text, alone.ETag, alone.RecordExists));
        }
        Assert.Equal(3, await Rows(storage));
    }

    [Fact]
    public async Task Write_in_a_new_table_uses_the_index()
    {
        var storage = await StorageFixture.Create();
        await using (storage)
        {
            var states = Enumerable.Range(0, 300).Select(n => Stored.New($"{n}")).ToArray();
            for (var round = 0; round < 3; round++)
                await Task.WhenAll(states.Select((state, n) => storage.Write($"k/{n}", state)));
        }
        // A connection reports its statistics when it closes.
        const string seen = "SELECT {0} FROM pg_stat_user_tables WHERE relname = 'orleansstorage'";
        await Eventually.True(
            async () => await Scalar(storage, string.Format(CultureInfo.InvariantCulture, seen, "n_tup_upd")) == 600,
            TimeSpan.FromSeconds(30),
            () => "the statistics do not arrive"
        );
        // Creating the index scanned the table once.
        Assert.InRange(await Scalar(storage, string.Format(CultureInfo.InvariantCulture, seen, "seq_scan")), 0, 1);
    }

    private static Task<bool> First(StorageFixture storage, string key, string text, Barrier start) =>
        Task.Run(() =>
        {
            start.SignalAndWait();
            return Wins(() => storage.Write(key, Stored.New(text)));
        });

    private static async Task<bool> Wins(Func<Task> write)
    {
        try
        {
            await write();
            return true;
        }
        catch (InconsistentStateException)
        {
            return false;
        }
    }

    private static Task<long> Rows(StorageFixture storage) => Scalar(storage, "SELECT count(*) FROM OrleansStorage");

    private static async Task<long> Scalar(StorageFixture storage, string query)
    {
        await using var connection = await Postgres.Connect(storage.Url);
        await using var command = new NpgsqlCommand(query, connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
