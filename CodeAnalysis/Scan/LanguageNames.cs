namespace YudaiV3.CodeAnalysis.Scan;

/// <summary>The names of languages for clients.</summary>
public static class LanguageNames
{
    public static string? From(SourceLanguage? language) =>
        language switch
        {
            null => null,
            SourceLanguage.Tsx => "TypeScript",
            SourceLanguage.CSharp => "C#",
            SourceLanguage.Cpp => "C++",
            SourceLanguage.Php => "PHP",
            SourceLanguage.Css => "CSS",
            SourceLanguage.Scss => "SCSS",
            { } known => known.ToString(),
        };
}
