namespace YudaiV3.CodeAnalysis.Resolve;

/// <summary>Reads the package patterns of a <c>pnpm-workspace.yaml</c>.</summary>
internal static class PnpmWorkspace
{
    public static IReadOnlyList<string> Packages(string yaml)
    {
        var packages = new List<string>();
        var inside = false;
        foreach (
            var line in yaml.Split('\n')
                .Select(line => line.TrimEnd())
                .Where(line => line.Length > 0 && !line.TrimStart().StartsWith('#'))
        )
        {
            if (line.StartsWith("packages:", StringComparison.Ordinal))
            {
                inside = true;
                packages.AddRange(
                    line["packages:".Length..]
                        .Trim(' ', '[', ']')
                        .Split(',')
                        .Select(Plain)
                        .Where(item => item.Length > 0)
                );
            }
            else if (inside && line.TrimStart().StartsWith('-'))
                packages.Add(Plain(line.TrimStart()[1..]));
            else
                inside = false;
        }
        return packages;
    }

    private static string Plain(string item) =>
        item.Trim() switch
        {
            ['"' or '\'', ..] quoted when quoted.IndexOf(quoted[0], 1) is > 0 and var end => quoted[1..end],
            var bare => bare.IndexOf(" #", StringComparison.Ordinal) is >= 0 and var comment
                ? bare[..comment].TrimEnd()
                : bare,
        };
}
