using System.Collections.Frozen;

namespace YudaiV3.CodeAnalysis;

/// <summary>Decides by name and folders whether a source belongs to the tests, as test runners do.</summary>
internal static class TestPaths
{
    private static readonly FrozenSet<string> Folders = Words(
            """
            test tests __tests__ __test__ spec specs testing e2e cypress testdata test-data test_data __mocks__
            __snapshots__ __fixtures__ fixtures unittests
            """
        )
        .ToFrozenSet();

    private static readonly string[] FolderEndings = Words(
        """
        .tests .test -tests -test _tests _test unittests functionaltests integrationtests
        """
    );

    private static readonly string[] NameEndings = Words(
        ".test .tests .spec .specs .cy .stories _test _tests _spec -test -spec"
    );

    /// <param name="path">In lower case.</param>
    public static bool IsTest(string path)
    {
        var nameStart = path.LastIndexOf('/') + 1;
        return HasTestName(path[nameStart..]) || HasTestFolder(path);
    }

    private static bool HasTestName(string name)
    {
        var stem = name.LastIndexOf('.') is > 0 and var dot ? name[..dot] : name;
        return stem.StartsWith("test_", StringComparison.Ordinal) || stem == "conftest" || EndsIn(NameEndings, stem);
    }

    // "Basket.UnitTests" and "gson-test" are folders of tests; "latest" is not.
    private static bool HasTestFolder(string path)
    {
        for (int start = 0, slash; (slash = path.IndexOf('/', start)) >= 0; start = slash + 1)
            if (path[start..slash] is var folder && (Folders.Contains(folder) || EndsIn(FolderEndings, folder)))
                return true;
        return false;
    }

    private static bool EndsIn(string[] endings, string name) =>
        endings.Any(ending => name.Length > ending.Length && name.EndsWith(ending, StringComparison.Ordinal));

    private static string[] Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
