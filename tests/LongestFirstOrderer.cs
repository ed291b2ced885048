using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(YudaiV3.LongestFirstOrderer))]

namespace YudaiV3;

/// <summary>Runs the slowest classes first, so that they do not run alone at the end.</summary>
public sealed class LongestFirstOrderer : ITestCollectionOrderer
{
    private static readonly string[] SlowClasses =
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
                Array.Exists(SlowClasses, name =>
                    collection.TestCollectionDisplayName.Contains(name, StringComparison.Ordinal)
                )
            ),
        ];
}
