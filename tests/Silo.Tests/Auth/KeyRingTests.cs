using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using YudaiV3.GitHub;
using YudaiV3.ServiceDefaults;
using YudaiV3.Silo.Chat;

namespace YudaiV3.Silo.Auth;

/// <summary>Tokens at rest: what any silo can open, what nobody can, and how the secret is changed.</summary>
public sealed class KeyRingTests : IDisposable
{
    private const string Token = "gho_a-canary-that-must-not-sing";
    private static readonly SecretKey First = new("the first secret, of thirty-two bytes"),
        Second = new("the second secret, of thirty-two bytes");

    private readonly LogLines _logs = new();

    [Fact]
    public async Task Open_on_another_silo_gives_what_one_closed()
    {
        var database = await Tests.Storage.Storage.NewSchema();
        await using var one = Silo(database, new SecretKeys(First));
        await using var other = Silo(database, new SecretKeys(First));
        var closed = Vault(one).Protect(7, Token);
        Assert.DoesNotContain("canary", closed, StringComparison.Ordinal);
        Assert.Equal(Token, Vault(other).Unprotect(7, closed));
        Assert.Null(Vault(other).Unprotect(8, closed));
        Assert.Null(Vault(other).Unprotect(7, closed[..^4] + "AAAA"));
        Assert.Null(Vault(other).Unprotect(7, Token));
        Assert.DoesNotContain(Token, _logs.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Silos_that_start_at_once_on_an_empty_table_open_what_the_others_closed()
    {
        var database = await Tests.Storage.Storage.NewSchema();
        await using var one = Silo(database, new SecretKeys(First));
        await using var two = Silo(database, new SecretKeys(First));
        var closed = await Task.WhenAll(
            Task.Run(() => Vault(one).Protect(7, Token)),
            Task.Run(() => Vault(two).Protect(7, Token))
        );
        foreach (var silo in (ServiceProvider[])[one, two])
            Assert.All(closed, each => Assert.Equal(Token, Vault(silo).Unprotect(7, each)));
    }

    [Fact]
    public async Task Keys_in_the_table_are_not_in_the_clear()
    {
        var database = await Tests.Storage.Storage.NewSchema();
        await using var silo = Silo(database, new SecretKeys(First));
        Vault(silo).Protect(7, Token);
        var row = Assert.Single(await Rows(database));
        Assert.Contains("<sealed ", row, StringComparison.Ordinal);
        Assert.DoesNotContain("masterKey", row, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Secret_is_changed_while_silos_run_and_the_old_one_can_go()
    {
        var database = await Tests.Storage.Storage.NewSchema();
        string closed;
        await using (var before = Silo(database, new SecretKeys(First)))
        {
            closed = Vault(before).Protect(7, Token);
            await using var changed = Silo(database, new SecretKeys(Second, First));
            changed.GetRequiredService<KeyRingRepository>().Renew();
            Assert.Equal(Token, Vault(changed).Unprotect(7, closed));
            Assert.Equal(Token, Vault(before).Unprotect(7, Vault(changed).Protect(7, Token)));
        }
        await using var after = Silo(database, new SecretKeys(Second));
        after.GetRequiredService<KeyRingRepository>().Renew();
        Assert.Equal(Token, Vault(after).Unprotect(7, closed));
        Assert.Single(await Rows(database)); // No second key was needed.
    }

    [Fact]
    public async Task Secret_that_is_lost_loses_the_tokens_and_nothing_else()
    {
        var database = await Tests.Storage.Storage.NewSchema();
        await using var before = Silo(database, new SecretKeys(First));
        var closed = Vault(before).Protect(7, Token);
        await using var after = Silo(database, new SecretKeys(Second));
        after.GetRequiredService<KeyRingRepository>().Renew();
        Assert.Null(Vault(after).Unprotect(7, closed));
        Assert.Equal(Token, Vault(after).Unprotect(7, Vault(after).Protect(7, Token)));
    }

    public void Dispose() => _logs.Dispose();

    private ServiceProvider Silo(string database, SecretKeys secrets) =>
        new ServiceCollection()
            .AddLogging(logging => logging.AddProvider(_logs).SetMinimumLevel(LogLevel.Trace))
            .AddAuth(secrets, DatabaseUrl.Parse(database))
            .BuildServiceProvider();

    private static ITokenProtector Vault(ServiceProvider silo) => silo.GetRequiredService<ITokenProtector>();

    private static async Task<List<string>> Rows(string database)
    {
        await using var connection = await Postgres.Connect(database);
        await using var command = new Npgsql.NpgsqlCommand("SELECT element FROM yudai_key_ring", connection);
        await using var reader = await command.ExecuteReaderAsync();
        List<string> rows = [];
        while (await reader.ReadAsync())
            rows.Add(reader.GetString(0));
        return rows;
    }
}
