namespace YudaiV3.CodeAnalysis.Scan;

public sealed class SourceLanguageTests
{
    [Theory]
    [InlineData("a/b.tsx", SourceLanguage.Tsx)]
    [InlineData("x.h", SourceLanguage.C)]
    [InlineData("x.d.mts", SourceLanguage.TypeScript)]
    [InlineData("x.rake", SourceLanguage.Ruby)]
    public void FromPath_goes_by_extension(string path, SourceLanguage language) =>
        Assert.Equal(language, SourceLanguages.FromPath(path));

    [Theory]
    [InlineData("README"), InlineData("a.py/b"), InlineData("A.PY"), InlineData("a.txt"), InlineData("")]
    public void FromPath_of_another_file_is_null(string path) => Assert.Null(SourceLanguages.FromPath(path));
}
