using Npgsql;
using YudaiV3.ServiceDefaults;

namespace YudaiV3.Silo.Tests.Hosting;

public sealed class DatabaseUrlTests
{
    [Theory]
    [InlineData("postgresql://ann:secret@db.example:6432/yudai")]
    [InlineData("postgres://ann:secret@db.example:6432/yudai")]
    [InlineData("  postgresql://ann:secret@db.example:6432/yudai\n")]
    public void Parse_accepts_both_schemes(string url)
    {
        var settings = Settings(url);
        Assert.Equal(
            ("db.example", 6432, "yudai", "ann", "secret"),
            (settings.Host, settings.Port, settings.Database, settings.Username, settings.Password)
        );
    }

    [Fact]
    public void Parse_decodes_percent_encoded_parts()
    {
        var settings = Settings("postgresql://a%40b:p%3Ass%2F%3F%23%25w%20%3B%27@h/d%2Fb");
        Assert.Equal(("a@b", "p:ss/?#%w ;'", "d/b"), (settings.Username, settings.Password, settings.Database));
    }

    [Fact]
    public void Parse_without_a_port_uses_5432() => Assert.Equal(5432, Settings("postgresql://h/d").Port);

    [Fact]
    public void Parse_accepts_an_ipv6_address() =>
        Assert.Equal("::1", Settings("postgresql://u@[::1]:5433/d").Host!.Trim('[', ']'));

    [Fact]
    public void Parse_accepts_a_socket_folder_as_an_option() =>
        Assert.Equal("/var/run/postgresql", Settings("postgresql:///d?host=/var/run/postgresql").Host);

    [Fact]
    public void Parse_translates_libpq_options_and_leaves_npgsql_keywords()
    {
        var settings = Settings("postgresql://h/d?sslmode=verify-full&connect_timeout=3&Command%20Timeout=7");
        Assert.Equal((SslMode.VerifyFull, 3, 7), (settings.SslMode, settings.Timeout, settings.CommandTimeout));
    }

    [Fact]
    public void For_names_and_bounds_the_pool_and_prepares_each_statement()
    {
        var settings = Settings("postgresql://h/d?application_name=other&Maximum%20Pool%20Size=900");
        Assert.Equal(
            ("yudai-silo clustering", 7, 1),
            (settings.ApplicationName, settings.MaxPoolSize, settings.AutoPrepareMinUsages)
        );
        Assert.True(settings.MaxAutoPrepare > 0);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("yudai")]
    [InlineData("mysql://u:hunter2@h/d")]
    [InlineData("postgresql://u:hunter2@h")]
    [InlineData("postgresql://u:hunter2@h/")]
    [InlineData("postgresql://u:hunter2@h:99999/d")]
    [InlineData("postgresql://u:hunter2#x@h/d")]
    [InlineData("postgresql:///d")]
    [InlineData("postgresql://u:hunter2@h/d?sslmode=sometimes")]
    [InlineData("postgresql://u:hunter2@h/d?no_such_option=1")]
    [InlineData("Host=h;Password=hunter2")]
    public void Parse_of_an_invalid_url_throws_one_line_without_the_password(string? url)
    {
        var exception = Assert.Throws<SettingException>(() => DatabaseUrl.Parse(url));
        Assert.StartsWith("DATABASE_URL ", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', exception.Message);
    }

    private static NpgsqlConnectionStringBuilder Settings(string url) =>
        new(DatabaseUrl.Parse(url).For("yudai-silo clustering", 7));
}
