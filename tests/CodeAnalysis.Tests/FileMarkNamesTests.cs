namespace YudaiV3.CodeAnalysis;

public sealed class FileMarkNamesTests
{
    [Fact]
    public void From_lists_every_mark()
    {
        Assert.Empty(FileMarkNames.From(FileMarks.None));
        Assert.Equal(["generated", "vendored"], FileMarkNames.From(FileMarks.Vendored | FileMarks.Generated));
        Assert.All(Enum.GetValues<FileMarks>().Where(mark => mark != FileMarks.None), mark =>
            Assert.Single(FileMarkNames.From(mark))
        );
    }
}
