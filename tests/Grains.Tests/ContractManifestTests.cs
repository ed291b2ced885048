using System.Reflection;
using Orleans;
using Orleans.Runtime;
using YudaiV3.Chat;

namespace YudaiV3;

/// <summary>
/// What other versions know by name or number stays: rows, reminders and calls of the version before are understood.
/// </summary>
public sealed class ContractManifestTests(GrainCluster cluster)
{
    [Fact]
    public void Manifest_of_a_silo_equals_the_one_that_is_checked_in()
    {
        var file = Path.Combine(Paths.Root, "tests/Grains.Tests/ContractManifest.txt");
        var actual = ContractManifest.Describe(cluster.Silos.Silos[0].ServiceProvider);
        var expected = File.Exists(file) ? File.ReadAllText(file) : "";
        if (actual != expected && Environment.GetEnvironmentVariable("UPDATE_CONTRACT_MANIFEST") == "1")
            File.WriteAllText(file, actual);
        Assert.Equal(expected.Split('\n'), actual.Split('\n'));
    }

    [Fact]
    public void Grains_have_a_grain_type_of_their_own()
    {
        var grains = typeof(SessionHead)
            .Assembly.GetTypes()
            .Where(type => typeof(IGrainBase).IsAssignableFrom(type) && !type.IsAbstract)
            .ToArray();
        Assert.NotEmpty(grains);
        Assert.All(grains, grain =>
            Assert.True(
                grain.IsDefined(typeof(GrainTypeAttribute), inherit: false),
                $"{grain.Name} has no [GrainType]."
            )
        );
    }
}
