namespace YudaiV3.CodeAnalysis.Resolve;

public sealed class CHeadersTests
{
    [Theory]
    [InlineData("stdio.h", true), InlineData("vector", true), InlineData("sys/none.h", true), InlineData("my.h", false)]
    public void Contains_knows_names_and_system_folders(string name, bool contains) =>
        Assert.Equal(contains, CHeaders.Contains(name));
}
