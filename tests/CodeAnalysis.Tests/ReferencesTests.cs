namespace YudaiV3.CodeAnalysis;

/// <summary>The engine references no host, so any program can use it.</summary>
public sealed class ReferencesTests
{
    private static readonly string[] Forbidden =
    [
        "Orleans",
        "Microsoft.Orleans",
        "Microsoft.AspNetCore",
        "Npgsql",
        "YudaiV3",
    ];

    [Fact]
    public void References_of_the_engine_name_no_host()
    {
        var references = typeof(Snapshot)
            .Assembly.GetReferencedAssemblies()
            .Select(reference => reference.Name!)
            .ToArray();
        Assert.NotEmpty(references);
        Assert.All(references, name =>
            Assert.DoesNotContain(Forbidden, prefix => name.StartsWith(prefix, StringComparison.Ordinal))
        );
    }
}
