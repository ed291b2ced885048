using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(YudaiV3.LongestFirstOrderer))]

namespace YudaiV3;

/// <summary>Begins with the classes that take longest, so that a project does not end with one of them alone.</summary>
public sealed class LongestFirstOrderer : ITestCollectionOrderer
{
    private static readonly string[] Long =
    [
        "Page.Tests.JourneyTests",
        "Running.RunScriptTests",
        "Issues.FilingTests",
        "RepoIngest.KilledSiloTests",
        "Issues.FilingRefusalTests",
        "Chat.SessionCostTests",
        "Hosting.StartTests",
    ];

    public IReadOnlyCollection<T> OrderTestCollections<T>(IReadOnlyCollection<T> testCollections)
        where T : ITestCollection =>
        [
            .. testCollections.OrderByDescending(collection =>
                Array.Exists(Long, name =>
                    collection.TestCollectionDisplayName.Contains(name, StringComparison.Ordinal)
                )
            ),
        ];
}
