namespace YudaiV3.CodeAnalysis.Scan;

/// <summary>
/// Scripts that a shell script reads with <c>source</c> or a dot, outside of comments and here-documents.
/// </summary>
internal static class ShellScanner
{
    public static ImportList Scan(ReadOnlySpan<char> text)
    {
        var imports = new ImportList();
        var (number, until) = (0, (string?)null);
        foreach (var raw in text.EnumerateLines())
        {
            number++;
            var line = raw.Trim();
            if (until is not null)
                until = line.SequenceEqual(until) ? null : until;
            else if (!line.StartsWith("#"))
            {
                foreach (var command in line.SplitAny(";&|"))
                    Read(line[command].TrimStart(" \t({"), number, imports);
                until = HereDocument(line);
            }
        }
        return imports;
    }

    private static void Read(ReadOnlySpan<char> command, int line, ImportList imports)
    {
        if (command.StartsWith("then ") || command.StartsWith("else "))
            command = command[5..].TrimStart();
        if (!command.StartsWith("source ") && !command.StartsWith(". "))
            return;
        var target = Word(command[command.IndexOf(' ')..].TrimStart());
        if (target.Length == 0)
            return;
        // The folder of the script itself, however it is found out.
        foreach (
            var own in new[]
            {
                "$(dirname \"$0\")/",
                "$(dirname $0)/",
                "$(dirname \"${BASH_SOURCE[0]}\")/",
                "$(dirname \"$BASH_SOURCE\")/",
                "$(dirname ${BASH_SOURCE[0]})/",
                "${BASH_SOURCE%/*}/",
                "${0%/*}/",
                "${BASH_SOURCE[0]%/*}/",
            }
        )
            if (target.StartsWith(own, StringComparison.Ordinal))
                target = $"./{target[own.Length..]}";
        imports.Add(
            new()
            {
                Specifier = target,
                Kind = EdgeKind.Include,
                Line = line,
            }
        );
    }

    /// <summary>The first word, its outer quotes removed; a substitution in it may hold blanks.</summary>
    private static string Word(ReadOnlySpan<char> text)
    {
        var word = new System.Text.StringBuilder();
        var (nested, quote) = (0, '\0');
        for (var i = 0; i < text.Length; i++)
        {
            var character = text[i];
            if (nested == 0 && quote == '\0' && (char.IsWhiteSpace(character) || character is ')' or '}' or '<' or '>'))
                break;
            if (nested == 0 && character is '"' or '\'' && (quote == '\0' || quote == character))
            {
                quote = quote == '\0' ? character : '\0';
                continue;
            }
            if (i > 0 && text[i - 1] == '$' && character is '(' or '{')
                nested++;
            else if (character is ')' or '}' && nested > 0)
                nested--;
            word.Append(character);
        }
        return word.ToString();
    }

    private static string? HereDocument(ReadOnlySpan<char> line)
    {
        if (
            line.IndexOf("<<") is not (>= 0 and var at)
            || line[(at + 2)..].StartsWith("<")
            || line.Contains("((", StringComparison.Ordinal)
        )
            return null;
        var rest = line[(at + 2)..].TrimStart("- ").TrimStart("\"'\\");
        var length = 0;
        while (length < rest.Length && (char.IsAsciiLetterOrDigit(rest[length]) || rest[length] == '_'))
            length++;
        return length > 0 && char.IsAsciiLetter(rest[0]) ? rest[..length].ToString() : null;
    }
}
