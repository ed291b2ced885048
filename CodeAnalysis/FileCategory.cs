using System.Text.Json.Serialization;

namespace YudaiV3.CodeAnalysis;

/// <summary>What a file is for, as clients show it. Stored by number: new ones go to the end.</summary>
public enum FileCategory
{
    [JsonStringEnumMemberName("Uncategorized")]
    Uncategorized,

    [JsonStringEnumMemberName("Source Code")]
    SourceCode,

    [JsonStringEnumMemberName("Web Files")]
    WebFiles,

    [JsonStringEnumMemberName("Documentation")]
    Documentation,

    [JsonStringEnumMemberName("Configuration")]
    Configuration,

    [JsonStringEnumMemberName("Scripts")]
    Scripts,

    [JsonStringEnumMemberName("Data Files")]
    DataFiles,

    [JsonStringEnumMemberName("Dependency Files")]
    DependencyFiles,

    [JsonStringEnumMemberName("Build Files")]
    BuildFiles,

    [JsonStringEnumMemberName("Git Files")]
    GitFiles,

    [JsonStringEnumMemberName("Project Files")]
    ProjectFiles,

    [JsonStringEnumMemberName("Lock Files")]
    LockFiles,

    [JsonStringEnumMemberName("Tests")]
    Tests,

    [JsonStringEnumMemberName("Media Files")]
    MediaFiles,

    [JsonStringEnumMemberName("Directory")]
    Directory,
}
