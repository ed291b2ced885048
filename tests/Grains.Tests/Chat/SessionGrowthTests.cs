using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace YudaiV3.Chat;

/// <summary>What a change costs must not grow with the session, nor with the number of changes before it.</summary>
public sealed class SessionGrowthTests
{
    [Fact]
    public async Task Regenerating_the_first_answer_reads_as_much_in_a_long_session_as_in_a_short_one()
    {
        Assert.InRange(await ReadsOfRegenerations(50_000, 1), 1, await ReadsOfRegenerations(50, 1) + 1);
        Assert.InRange(await ReadsOfRegenerations(20_000, 8), 1, await ReadsOfRegenerations(200, 8) + 1);
    }

    [Fact]
    public async Task Head_does_not_grow_with_edits_and_regenerations()
    {
        var (changed, plain) = await TestSession.OneStepAtATime(Change);
        Assert.InRange(Size(changed), 1, Size(plain) * 1.2);
    }

    private static async Task<(TestSession Changed, TestSession Plain)> Change()
    {
        var (changed, plain) = (new TestSession(), new TestSession());
        for (var n = 0; n < 1_000; n++)
        {
            await Exchange(changed, n);
            await Exchange(plain, n);
        }
        for (var n = 0; n < 1_000; n++)
        {
            if (n % 2 == 0)
            {
                await changed.Regenerate(2 * (n + 1) - 1, 0);
                await changed.Answer(Text("regenerated", n));
            }
            else
            {
                await Exchange(changed, 1_000 + n);
                await changed.Edit(changed.Session.Head.LastQuestion, Text("edit", n));
                await changed.Answer(Text("answer to the edit", n));
            }
        }
        for (var n = 0; n < 16; n++)
        {
            await Exchange(changed, 3_000 + n);
            await Exchange(plain, 3_000 + n);
        }
        return (changed, plain);
    }

    private static string Text(string what, int n) => $"{n} {what} {new string('x', 100)}";

    private static async Task Exchange(TestSession session, int n)
    {
        await session.Ask(Text("question", n));
        await session.Answer(Text("answer", n));
    }

    private static Task<int> ReadsOfRegenerations(int exchanges, int versions) =>
        TestSession.OneStepAtATime(() => CountReads(exchanges, versions));

    private static async Task<int> CountReads(int exchanges, int versions)
    {
        var test = new TestSession();
        for (var n = 0; n < exchanges; n++)
            await Exchange(test, n);
        test.Activate();
        var before = test.Storage.Reads.Count;
        for (var version = 0; version < versions; version++)
        {
            await test.Regenerate(1, version);
            await test.Answer(Text("better", version));
            for (var n = 0; n < EventSegment.Size; n++)
                await Exchange(test, exchanges + version * EventSegment.Size + n);
        }
        // Each new message looks up its client id, in a session of any length.
        return test.Storage.Reads.Skip(before).Count(name => !name.StartsWith("chat-sent/", StringComparison.Ordinal));
    }

    private static int Size(TestSession test)
    {
        using var services = new ServiceCollection().AddSerializer().BuildServiceProvider();
        return services.GetRequiredService<Serializer<SessionHead>>().SerializeToArray(test.Storage.Head).Length;
    }
}
