namespace YudaiV3.CodeAnalysis.Resolve;

public sealed class PythonStdlibTests
{
    [Theory]
    [InlineData("os", true), InlineData("__future__", true), InlineData("zoneinfo", true), InlineData("numpy", false)]
    public void Contains_knows_the_standard_library(string name, bool contains) =>
        Assert.Equal(contains, PythonStdlib.Contains(name));
}
