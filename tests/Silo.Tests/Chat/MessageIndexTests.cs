using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using YudaiV3.Auth;
using YudaiV3.Chat;
using YudaiV3.Chat.Search;
using YudaiV3.ServiceDefaults;
using YudaiV3.Silo.Chat;
using YudaiV3.Silo.Hosting;

namespace YudaiV3.Silo.Tests.Chat;

public sealed class MessageIndexTests : IAsyncLifetime
{
    private ServiceProvider _services = null!;
    private IMessageIndex _index = null!;

    public async ValueTask InitializeAsync()
    {
        var database = DatabaseUrl.Parse(await Storage.StorageFixture.NewSchema());
        _services = new ServiceCollection().AddSearch(database).BuildServiceProvider();
        _index = _services.GetRequiredService<IMessageIndex>();
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    [Fact]
    public async Task Find_returns_the_owners_messages_best_first_with_marked_words()
    {
        await Put("session/1/a", "A cat.", "The cat sat on the cat's mat, a cat through and through", "Dogs bark");
        await Put("session/2/a", "Another cat");
        var (best, total) = await _index.Find(1, "CAT", 10, default);
        Assert.Equal((2, 2), (best.Length, total));
        Assert.All(best, found => Assert.Equal("session/1/a", found.SessionKey));
        Assert.Equal(2, best[0].Seq);
        Assert.Contains("**cat**", best[0].Snippet, StringComparison.Ordinal);
        Assert.True(best[0].Score > best[1].Score);
        Assert.Equal(
            (1, 2),
            ((await _index.Find(1, "cat", 1, default)).Best.Length, (await _index.Find(1, "cat", 1, default)).Total)
        );
        Assert.Equal(2, (await _index.Find(1, "\"the cat\" mat", 10, default)).Best.Single().Seq);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("!!! && (")]
    [InlineData("'; DROP TABLE yudai_message_search; --")]
    [InlineData("user 2")]
    [InlineData("\"user 2\"")]
    [InlineData("a\0b")]
    public async Task Find_with_an_odd_query_finds_nothing_of_other_users(string query)
    {
        await Put("session/2/a", "user 2 has a secret", "a\0b");
        Assert.Empty((await _index.Find(1, query, 10, default)).Best);
    }

    [Fact]
    public async Task Put_again_changes_nothing_and_removes_superseded_messages()
    {
        var events = Events("one word", "two word", "three word");
        await _index.Put("session/1/a", events, default);
        await _index.Put("session/1/a", events, default);
        Assert.Equal(3, (await _index.Find(1, "word", 10, default)).Total);
        var edited = new SessionEvent
        {
            Seq = 4,
            Message = new Message { Content = "four word" },
            Supersession = new Supersession { From = 2, Through = 3 },
        };
        await _index.Put("session/1/a", [edited], default);
        Assert.Equal([4, 1], (await _index.Find(1, "word", 10, default)).Best.Select(found => found.Seq));
    }

    [Fact]
    public async Task Put_that_was_stalled_does_not_bring_superseded_messages_back()
    {
        var events = Events("one word", "two word", "three word");
        await _index.Put("session/1/a", events, default);
        var edited = new SessionEvent
        {
            Seq = 4,
            Message = new Message { Content = "four word" },
            Supersession = new Supersession { From = 2, Through = 3 },
        };
        await _index.Put("session/1/a", [edited], default);
        await _index.Put("session/1/a", events, default); // An activation that ended had sent it before the edit.
        Assert.Equal([4, 1], (await _index.Find(1, "word", 10, default)).Best.Select(found => found.Seq));
    }

    [Fact]
    public async Task Put_accepts_every_text_of_a_message()
    {
        await Put(
            "session/1/a",
            "nul \0 byte",
            new string('x', 200_000),
            "word " + new string('ж', 10_000),
            string.Join(' ', Enumerable.Range(0, 60_000)),
            "half \ud800 pair"
        );
        Assert.Equal(1, (await _index.Find(1, "byte", 10, default)).Total);
        Assert.Equal(1, (await _index.Find(1, "pair", 10, default)).Total);
    }

    [Fact]
    public async Task Reindex_recreates_a_dropped_table_while_the_silo_serves()
    {
        var url = await Storage.StorageFixture.NewSchema();
        await using var silo = await RealSilo.Start(url);
        var session = await silo.Session("reindexed");
        for (var n = 0; n < 10; n++)
            await session.Ask(
                new NewMessage { Content = $"maroon {n}", ClientMessageId = $"{n}" },
                TimeSpan.FromSeconds(20)
            );
        await using (var database = Npgsql.NpgsqlDataSource.Create(DatabaseUrl.Parse(url).For("test", 1)))
        await using (var drop = database.CreateCommand("DROP TABLE yudai_message_search"))
            await drop.ExecuteNonQueryAsync();
        await ReindexCommand.Run([$"--{DatabaseUrl.Variable}={url}"]);
        Assert.True((await silo.Grains.User(1).Search("maroon", 50)).Total >= 10);
    }

    private Task Put(string key, params string[] contents) => _index.Put(key, Events(contents), default);

    private static ImmutableArray<SessionEvent> Events(params string[] contents) =>
        [
            .. contents.Select(
                (content, index) =>
                    new SessionEvent
                    {
                        Seq = index + 1,
                        Message = new Message { Content = content },
                    }
            ),
        ];
}
