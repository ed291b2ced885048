namespace YudaiV3.CodeAnalysis;

public sealed class FileCategoryTablesTests
{
    [Fact]
    public void Tables_hold_lower_case_words_only()
    {
        Assert.All(FileCategoryTables.Names.Keys.Concat(FileCategoryTables.Extensions.Keys), word =>
            Assert.Equal(word.ToLowerInvariant(), word)
        );
        Assert.All(FileCategoryTables.Extensions.Keys, word => Assert.DoesNotContain('.', word));
    }

    [Fact]
    public void Word_of_several_categories_belongs_to_the_first() =>
        Assert.Equal(FileCategory.LockFiles, FileCategoryTables.Names["go.sum"]);
}
