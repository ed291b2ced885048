using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Runtime.MembershipService;
using YudaiV3.ServiceDefaults;

namespace YudaiV3.Silo.Tests.Storage;

/// <summary>Orleans' membership table with our statements.</summary>
public sealed class MembershipTests
{
    private static readonly DateTime Now = new(2026, 3, 4, 5, 6, 7, DateTimeKind.Utc);

    [Fact]
    public async Task ReadAll_after_an_insert_returns_the_silo()
    {
        var table = await Create();
        var one = Entry(1);
        Assert.True(await table.InsertRowAsync(one, new TableVersion(1, "0")));
        var read = await table.ReadAllAsync();
        var (entry, _) = Assert.Single(read.Members);
        Assert.Equal(1, read.Version.Version);
        Assert.Equal(
            (one.SiloAddress, one.SiloName, one.HostName, one.Status, one.ProxyPort, one.StartTime, one.IAmAliveTime),
            (
                entry.SiloAddress,
                entry.SiloName,
                entry.HostName,
                entry.Status,
                entry.ProxyPort,
                entry.StartTime,
                entry.IAmAliveTime
            )
        );
    }

    [Fact]
    public async Task Insert_twice_from_the_same_version_succeeds_once()
    {
        var table = await Create();
        for (var version = 0; version < 60; version++)
        {
            var next = new TableVersion(version + 1, $"{version}");
            var won = await Task.WhenAll(
                table.InsertRowAsync(Entry((2 * version) + 1), next),
                table.InsertRowAsync(Entry((2 * version) + 2), next)
            );
            Assert.Single(won, true);
        }
        Assert.Equal(60, (await table.ReadAllAsync()).Members.Count);
    }

    [Fact]
    public async Task Update_with_an_old_version_or_of_an_unknown_silo_changes_nothing()
    {
        var table = await Create();
        var silo = Entry(1);
        await table.InsertRowAsync(silo, new TableVersion(1, "0"));
        silo.AddSuspector(Entry(2).SiloAddress, Now);
        silo.Status = SiloStatus.Dead;
        Assert.False(await table.UpdateRowAsync(silo, "0", new TableVersion(1, "0")));
        Assert.False(await table.UpdateRowAsync(Entry(3), "1", new TableVersion(2, "1")));
        Assert.Equal(1, (await table.ReadAllAsync()).Version.Version);

        Assert.True(await table.UpdateRowAsync(silo, "1", new TableVersion(2, "1")));
        var (entry, _) = Assert.Single((await table.ReadRowAsync(silo.SiloAddress)).Members);
        Assert.Equal((SiloStatus.Dead, Entry(2).SiloAddress), (entry.Status, entry.SuspectTimes![0].Item1));
        Assert.False(await table.InsertRowAsync(silo, new TableVersion(3, "2")));
        Assert.Empty((await table.ReadRowAsync(Entry(9).SiloAddress)).Members);
    }

    [Fact]
    public async Task UpdateIAmAlive_keeps_the_version_and_Cleanup_removes_only_old_dead_silos()
    {
        var table = await Create();
        foreach (
            var (number, status) in ((int, SiloStatus)[])
                [(1, SiloStatus.Active), (2, SiloStatus.Dead), (3, SiloStatus.Dead)]
        )
            await table.InsertRowAsync(Entry(number, status), new TableVersion(number, $"{number - 1}"));
        var alive = Entry(3);
        alive.IAmAliveTime = Now.AddDays(2);
        await table.UpdateIAmAliveAsync(alive);
        await table.CleanupDefunctSiloEntriesAsync(new DateTimeOffset(Now.AddDays(1)));
        var left = await table.ReadAllAsync();
        Assert.Equal(3, left.Version.Version);
        Assert.Equal(
            [Entry(1).SiloAddress, alive.SiloAddress],
            left.Members.Select(member => member.Item1.SiloAddress).OrderBy(silo => silo.Endpoint.Port)
        );
        await table.DeleteMembershipTableEntriesAsync("yudai");
    }

    private static async Task<IMembershipTable> Create()
    {
        var url = await StorageFixture.NewSchema();
        var services = new ServiceCollection()
            .AddLogging()
            .Configure<ClusterOptions>(ClusterIdentity.Apply)
            .BuildServiceProvider();
        var options = new AdoNetClusteringSiloOptions
        {
            Invariant = ClusterIdentity.Invariant,
            ConnectionString = DatabaseUrl.Parse(url).For("test membership", 8),
        };
        var table = ActivatorUtilities.CreateInstance<AdoNetClusteringTable>(services, Options.Create(options));
        await table.InitializeMembershipTableAsync(true);
        return table;
    }

    private static MembershipEntry Entry(int number, SiloStatus status = SiloStatus.Joining) =>
        new()
        {
            SiloAddress = SiloAddress.New(IPAddress.Loopback, 20_000 + number, 7),
            SiloName = $"silo-{number}",
            HostName = "host",
            Status = status,
            ProxyPort = 30_000 + number,
            StartTime = Now,
            IAmAliveTime = Now,
        };
}
