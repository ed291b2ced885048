using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace YudaiV3.EndToEnd.Tests.Deploy;

/// <summary>The files for containers, as far as they can be tested without containers.</summary>
public sealed partial class ContainerTests
{
    private static readonly IReadOnlyDictionary<string, string> Secrets = new Dictionary<string, string>
    {
        ["POSTGRES_PASSWORD"] = "secret",
        ["JWT_SECRET"] = Cluster.Secret,
        ["SECRET_KEY"] = "another-secret-that-only-tests-know-01234",
    };

    [Fact]
    public async Task Compose_file_names_only_variables_that_the_hosts_read()
    {
        var sources = await Task.WhenAll(
            ((string[])["Api", "Silo", "ServiceDefaults"])
                .SelectMany(folder =>
                    Directory.EnumerateFiles(Path.Combine(Paths.Root, folder), "*.cs", SearchOption.AllDirectories)
                )
                .Select(file => File.ReadAllTextAsync(file, TestContext.Current.CancellationToken))
        );
        var read = string.Concat(sources);
        foreach (var service in (string[])["silo-1", "silo-2", "api-1", "api-2"])
        {
            foreach (
                var name in (await Settings(service)).Keys.Where(name =>
                    !name.StartsWith("ASPNETCORE_", StringComparison.Ordinal)
                )
            )
                Assert.True(
                    read.Contains($"\"{name}\"", StringComparison.Ordinal),
                    $"{service} sets {name}, which no host reads."
                );
        }
    }

    [Fact]
    public async Task Hosts_serve_with_the_settings_of_the_compose_file()
    {
        await using var cluster = await Cluster.Start(silos: 0, apis: 0);
        string[] own = ["DATABASE_URL", "SILO_ADDRESS", "SILO_PORT", "GATEWAY_PORT", "API_URL"];
        await cluster.AddSilo([
            .. (await Settings("silo-1"))
                .Where(setting => !own.Contains(setting.Key))
                .Select(setting => (setting.Key, setting.Value)),
        ]);
        var api = await cluster.AddApi([
            .. (await Settings("api-1"))
                .Where(setting => !own.Contains(setting.Key))
                .Select(setting => (setting.Key, setting.Value)),
        ]);
        Assert.True(await api.IsHealthy());
    }

    [Fact]
    public async Task Services_use_the_addresses_of_each_other()
    {
        var compose = await Yaml.Read("deploy", "docker-compose.yml");
        var services = compose["services"]!.AsObject();
        Assert.Equal(
            ["api-1", "api-2", "postgres", "proxy", "silo-1", "silo-2"],
            services.Select(service => service.Key).Order()
        );
        foreach (var silo in (string[])["silo-1", "silo-2"])
            Assert.Equal(
                (await Settings(silo))["SILO_ADDRESS"],
                (string?)services[silo]!["networks"]!["inside"]!["ipv4_address"]
            );
        var proxy = await File.ReadAllTextAsync(
            Path.Combine(Paths.Root, "deploy", "haproxy.cfg"),
            TestContext.Current.CancellationToken
        );
        var port = new Uri((await Settings("api-1"))["API_URL"]).Port;
        foreach (var api in (string[])["api-1", "api-2"])
            Assert.Contains($"server {api} {api}:{port}", proxy, StringComparison.Ordinal);
        Assert.Contains("option httpchk GET /health", proxy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Api")]
    [InlineData("Silo")]
    public async Task Images_are_built_in_stages_and_run_without_root(string host)
    {
        var lines = await File.ReadAllLinesAsync(
            Path.Combine(Paths.Root, "deploy", $"{host}.Dockerfile"),
            TestContext.Current.CancellationToken
        );
        var last = lines[Array.FindLastIndex(lines, line => line.StartsWith("FROM ", StringComparison.Ordinal))..];
        Assert.Equal(2, lines.Count(line => line.StartsWith("FROM ", StringComparison.Ordinal)));
        Assert.All(lines.Where(line => line.StartsWith("FROM ", StringComparison.Ordinal)), line =>
            Assert.Matches(@":\d+\.\d+", line)
        );
        Assert.Contains("USER $APP_UID", last);
        Assert.Contains($"ENTRYPOINT [\"dotnet\", \"YudaiV3.{host}.dll\"]", last);
        Assert.True(File.Exists(Path.Combine(Paths.Root, host, $"{host}.csproj")));
        Assert.Contains(lines, line => line.Contains($"{host}/{host}.csproj", StringComparison.Ordinal));
        var compose = await Yaml.Read("deploy", "docker-compose.yml");
        Assert.Equal(
            $"deploy/{host}.Dockerfile",
            (string?)compose["services"]![$"{host.ToLowerInvariant()}-1"]!["build"]!["dockerfile"]
        );
    }

    /// <summary>The settings of a service if only the secrets are set.</summary>
    private static async Task<Dictionary<string, string>> Settings(string service)
    {
        var environment = (await Yaml.Read("deploy", "docker-compose.yml"))["services"]![service]![
            "environment"
        ]!.AsObject();
        return environment.ToDictionary(
            setting => setting.Key,
            setting =>
                Variable()
                    .Replace(Text(setting.Value!), found =>
                        Secrets.GetValueOrDefault(found.Groups["name"].Value) ?? found.Groups["default"].Value
                    )
        );
    }

    private static string Text(JsonNode value) =>
        value.GetValueKind() == System.Text.Json.JsonValueKind.String ? (string)value! : value.ToJsonString();

    [GeneratedRegex(@"\$\{(?<name>\w+)(:-(?<default>[^}]*)|:\?[^}]*)?\}")]
    private static partial Regex Variable();
}
