namespace YudaiV3.CodeAnalysis.Scan;

public sealed class LanguageNamesTests
{
    [Fact]
    public void From_names_every_language_as_people_write_it()
    {
        Assert.Null(LanguageNames.From(null));
        Assert.Equal("C#", LanguageNames.From(SourceLanguage.CSharp));
        Assert.Equal("TypeScript", LanguageNames.From(SourceLanguage.Tsx));
        Assert.All(Enum.GetValues<SourceLanguage>(), language => Assert.NotEmpty(LanguageNames.From(language)!));
    }
}
