using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using YudaiV3.ServiceDefaults;

namespace YudaiV3.Silo.Tests.Storage;

/// <summary>Orleans' reminder table with our statements.</summary>
public sealed class ReminderTests
{
    private static readonly DateTime Start = new(2026, 3, 4, 5, 6, 7, DateTimeKind.Utc);
    private static readonly GrainId Grain = GrainId.Create("test", "session/1/a");

    [Fact]
    public async Task Upsert_stores_the_reminder_and_changes_its_version()
    {
        var table = await Create();
        var first = await table.UpsertRow(Entry(Grain, "r", TimeSpan.FromMinutes(1)));
        var second = await table.UpsertRow(Entry(Grain, "r", TimeSpan.FromDays(60)));
        Assert.NotEqual(first, second);
        var read = (await table.ReadRow(Grain, "r"))!;
        Assert.Equal(
            (Grain, "r", Start, TimeSpan.FromDays(60), second),
            (read.GrainId, read.ReminderName, read.StartAt, read.Period, read.ETag)
        );
        Assert.Null(await table.ReadRow(Grain, "other"));
    }

    [Fact]
    public async Task Remove_with_an_old_version_removes_nothing()
    {
        var table = await Create();
        var first = await table.UpsertRow(Entry(Grain, "r", TimeSpan.FromMinutes(1)));
        var second = await table.UpsertRow(Entry(Grain, "r", TimeSpan.FromMinutes(2)));
        Assert.False(await table.RemoveRow(Grain, "r", first!));
        Assert.True(await table.RemoveRow(Grain, "r", second!));
        Assert.Empty((await table.ReadRows(Grain)).Reminders);
    }

    [Fact]
    public async Task ReadRows_of_all_ranges_returns_every_reminder_once()
    {
        var table = await Create();
        var grains = Enumerable.Range(0, 200).Select(number => GrainId.Create("test", $"session/1/{number}")).ToArray();
        foreach (var grain in grains)
            await table.UpsertRow(Entry(grain, "r", TimeSpan.FromMinutes(1)));
        uint[] cuts = [0, 0x2000_0000, 0x7fff_ffff, 0x8000_0000, 0xd000_0000];
        var found = new List<GrainId>();
        foreach (var (at, begin) in cuts.Index())
            found.AddRange(
                (await table.ReadRows(begin, cuts[(at + 1) % cuts.Length])).Reminders.Select(reminder =>
                    reminder.GrainId
                )
            );
        Assert.Equal(grains.Order(), found.Order());
        Assert.Equal(grains.Length, (await table.ReadRows(5, 5)).Reminders.Count);
    }

    private static async Task<IReminderTable> Create()
    {
        var url = await StorageFixture.NewSchema();
        var services = new ServiceCollection().AddLogging().Configure<ClusterOptions>(ClusterIdentity.Apply);
        services.UseAdoNetReminderService(table =>
            table.Configure(options =>
            {
                options.Invariant = ClusterIdentity.Invariant;
                options.ConnectionString = DatabaseUrl.Parse(url).For("test reminders", 8);
            })
        );
        var reminders = services.BuildServiceProvider().GetRequiredService<IReminderTable>();
        await reminders.StartAsync();
        return reminders;
    }

    private static ReminderEntry Entry(GrainId grain, string name, TimeSpan period) =>
        new()
        {
            GrainId = grain,
            ReminderName = name,
            StartAt = Start,
            Period = period,
        };
}
