namespace YudaiV3.CodeAnalysis.Resolve;

public sealed class NodeBuiltinsTests
{
    [Theory]
    [InlineData("fs", true), InlineData("worker_threads", true), InlineData("react", false), InlineData("FS", false)]
    public void Contains_knows_the_modules_of_Node(string name, bool contains) =>
        Assert.Equal(contains, NodeBuiltins.Contains(name));
}
