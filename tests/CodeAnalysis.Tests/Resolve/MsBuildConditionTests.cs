namespace YudaiV3.CodeAnalysis.Resolve;

public sealed class MsBuildConditionTests
{
    [Theory]
    [InlineData("'$(A)' == 'one'", true)]
    [InlineData("'$(A)' == 'ONE' and '$(Missing)' == ''", true)]
    [InlineData("'$(A)' != 'one' or $(B) == two", true)]
    [InlineData("!('$(A)' == 'one')", false)]
    [InlineData("$(Missing) != ''", false)]
    [InlineData("'true'", true)]
    [InlineData("false", false)]
    [InlineData("", true)]
    [InlineData("Exists('x.props')", null)]
    [InlineData("Exists('x.props') and '$(A)' == 'two'", false)]
    [InlineData("Exists('x.props') or '$(A)' == 'one'", true)]
    [InlineData("$([MSBuild]::IsTargetFrameworkCompatible('net8.0', 'net7.0'))", null)]
    [InlineData("'$(A.StartsWith('o'))' == 'x'", null)]
    [InlineData("'$(A)' == ", null)]
    [InlineData("'$(A)' > '3'", null)]
    [InlineData("((((", null)]
    public void Holds_tells_what_is_so_what_is_not_and_what_cannot_be_known(string condition, bool? holds)
    {
        var properties = new MsBuildProperties("p.csproj", null, new ResolutionBudget());
        properties.Set("A", "one");
        properties.Set("B", "two");
        Assert.Equal(holds, MsBuildCondition.Holds(condition, properties.Expand));
    }

    [Fact]
    public void Set_of_a_property_that_doubles_itself_ends()
    {
        var properties = new MsBuildProperties("p.csproj", null, new ResolutionBudget());
        properties.Set("A", "x");
        for (var i = 0; i < 100; i++)
            properties.Set("A", "$(A)$(A)");
        Assert.InRange(properties["A"].Length, 1, 200_000);
    }
}
