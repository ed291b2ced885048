namespace YudaiV3.Testing;

/// <summary>The folder of the checkout from which the tests were built.</summary>
public static class Paths
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "YudaiV3.sln")))
            folder = folder.Parent
                ?? throw new InvalidOperationException("The tests must run from inside the checkout.");
        return folder.FullName;
    }
}
