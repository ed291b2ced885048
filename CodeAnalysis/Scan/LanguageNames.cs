using YudaiV3.CodeAnalysis.Scan;

namespace YudaiV3.CodeAnalysis.Scan;

/// <summary>How clients are told a language.</summary>
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
