namespace YudaiV3.CodeAnalysis.Resolve;

public sealed class MsBuildPropertiesTests
{
    [Fact]
    public void Expand_replaces_properties_and_keeps_function_calls()
    {
        var properties = new MsBuildProperties("src/App.csproj", "net10.0", new ResolutionBudget());
        properties.Set("Own", "$(MSBuildProjectName).$(Configuration)");
        Assert.Equal("App.Debug", properties["own"]);
        Assert.Equal("x  $([System.String]::Empty) y", properties.Expand("x $(Unknown) $([System.String]::Empty) y"));
        Assert.Equal("$(open", properties.Expand("$(open"));
    }

    [Fact]
    public void Set_does_not_change_the_chosen_framework()
    {
        var properties = new MsBuildProperties("App.csproj", "net10.0", new ResolutionBudget());
        properties.Set("TargetFramework", "net8.0");
        Assert.Equal(
            ("net10.0", ".NETCoreApp"),
            (properties["TargetFramework"], properties["TargetFrameworkIdentifier"])
        );
    }

    [Fact]
    public void Set_of_a_property_that_doubles_stays_bounded()
    {
        var properties = new MsBuildProperties("App.csproj", null, new ResolutionBudget());
        properties.Set("A", "0123456789");
        for (var n = 0; n < 40; n++)
            properties.Set("A", "$(A)$(A)");
        Assert.InRange(properties["A"].Length, 10, 100_000);
    }
}
