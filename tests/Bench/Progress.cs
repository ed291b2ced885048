namespace YudaiV3.Bench;

/// <summary>Writes progress to standard error. Only the table goes to standard output.</summary>
internal static class Progress
{
    public static void Say(string line) => Console.Error.WriteLine(line);
}
