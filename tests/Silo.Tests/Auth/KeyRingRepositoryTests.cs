using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using YudaiV3.GitHub;
using YudaiV3.ServiceDefaults;
using YudaiV3.Silo.Chat;

namespace YudaiV3.Silo.Auth;

/// <summary>Encrypted tokens: decryption on other silos, tampering, and changes of the secret.</summary>
public sealed class KeyRingRepositoryTests : IDisposable
{
    private const string Token = "gho_a-canary-that-must-not-leak";
    private static readonly SecretKey First = new("the first secret, of thirty-two bytes"),
        Second = new("the second secret, of thirty-two bytes");

    private readonly LogLines _logs = new();

    [Fact]
    public async Task Unprotect_on_another_silo_returns_the_token()
    {
        var database = await Tests.Storage.StorageFixture.NewSchema();
        await using var one = Silo(database, new SecretKeys(First));
        await using var other = Silo(database, new SecretKeys(First));
        var encrypted = Protector(one).Protect(7, Token);
        Assert.DoesNotContain("canary", encrypted, StringComparison.Ordinal);
        Assert.Equal(Token, Protector(other).Unprotect(7, encrypted));
        Assert.Null(Protector(other).Unprotect(8, encrypted));
        Assert.Null(Protector(other).Unprotect(7, encrypted[..^4] + "AAAA"));
        Assert.Null(Protector(other).Unprotect(7, Token));
        Assert.DoesNotContain(Token, _logs.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unprotect_after_a_concurrent_first_start_returns_the_tokens_of_all_silos()
    {
        var database = await Tests.Storage.StorageFixture.NewSchema();
        await using var one = Silo(database, new SecretKeys(First));
        await using var two = Silo(database, new SecretKeys(First));
        var encrypted = await Task.WhenAll(
            Task.Run(() => Protector(one).Protect(7, Token)),
            Task.Run(() => Protector(two).Protect(7, Token))
        );
        foreach (var silo in (ServiceProvider[])[one, two])
            Assert.All(encrypted, each => Assert.Equal(Token, Protector(silo).Unprotect(7, each)));
    }

    [Fact]
    public async Task Startup_of_many_silos_on_an_empty_database_makes_one_key()
    {
        for (var round = 0; round < 3; round++)
        {
            var database = await Tests.Storage.StorageFixture.NewSchema();
            var silos = Enumerable.Range(0, 4).Select(_ => Silo(database, new SecretKeys(First))).ToArray();
            await Task.WhenAll(silos.Select(silo => Task.Run(() => silo.GetRequiredService<KeyRingStartup>().Run())));
            Assert.Single(await Rows(database));
            var encrypted = Protector(silos[0]).Protect(7, Token);
            Assert.All(silos, silo => Assert.Equal(Token, Protector(silo).Unprotect(7, encrypted)));
            foreach (var silo in silos)
                await silo.DisposeAsync();
        }
    }

    [Fact]
    public async Task Protect_stores_only_encrypted_keys()
    {
        var database = await Tests.Storage.StorageFixture.NewSchema();
        await using var silo = Silo(database, new SecretKeys(First));
        Protector(silo).Protect(7, Token);
        var row = Assert.Single(await Rows(database));
        Assert.Contains("<sealed ", row, StringComparison.Ordinal);
        Assert.DoesNotContain("masterKey", row, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Renew_with_a_new_secret_makes_the_old_one_unnecessary()
    {
        var database = await Tests.Storage.StorageFixture.NewSchema();
        string encrypted;
        await using (var before = Silo(database, new SecretKeys(First)))
        {
            encrypted = Protector(before).Protect(7, Token);
            await using var changed = Silo(database, new SecretKeys(Second, First));
            changed.GetRequiredService<KeyRingRepository>().Renew();
            Assert.Equal(Token, Protector(changed).Unprotect(7, encrypted));
            Assert.Equal(Token, Protector(before).Unprotect(7, Protector(changed).Protect(7, Token)));
        }
        await using var after = Silo(database, new SecretKeys(Second));
        after.GetRequiredService<KeyRingRepository>().Renew();
        Assert.Equal(Token, Protector(after).Unprotect(7, encrypted));
        Assert.Single(await Rows(database)); // No second key was needed.
    }

    [Fact]
    public async Task Unprotect_with_a_lost_secret_returns_null_and_new_tokens_work()
    {
        var database = await Tests.Storage.StorageFixture.NewSchema();
        await using var before = Silo(database, new SecretKeys(First));
        var encrypted = Protector(before).Protect(7, Token);
        await using var after = Silo(database, new SecretKeys(Second));
        after.GetRequiredService<KeyRingRepository>().Renew();
        Assert.Null(Protector(after).Unprotect(7, encrypted));
        Assert.Equal(Token, Protector(after).Unprotect(7, Protector(after).Protect(7, Token)));
    }

    public void Dispose() => _logs.Dispose();

    private ServiceProvider Silo(string database, SecretKeys secrets) =>
        new ServiceCollection()
            .AddLogging(logging => logging.AddProvider(_logs).SetMinimumLevel(LogLevel.Trace))
            .AddAuth(secrets, DatabaseUrl.Parse(database))
            .BuildServiceProvider();

    private static ITokenProtector Protector(ServiceProvider silo) => silo.GetRequiredService<ITokenProtector>();

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
