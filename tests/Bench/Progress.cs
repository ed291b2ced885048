namespace YudaiV3.Bench;

/// <summary>Tells whoever waits what is being done; the table alone goes to standard output.</summary>
internal static class Progress
{
    public static void Say(string line) => Console.Error.WriteLine(line);
}
