using System.Text.RegularExpressions;

namespace YudaiV3.Page.Tests.Markdown;

internal sealed record CommonMarkExample(int Number, string Section, string Markdown, string Html);

/// <summary>The specification of CommonMark, from npm. It is not in the repository: its licence is CC BY-SA.</summary>
internal static partial class CommonMarkSpecification
{
    private static readonly NpmPackage Package = new(
        "commonmark-spec",
        "0.31.2",
        "vXKxmclzJPymhOJYD26G0oBjVmIcKC8p5m2DvHIq1A1btr1m0r0dT/PzRA5/nwxUbCAPedMNPEoiQE+zvuOcOw=="
    );

    /// <summary>The examples, or null where npm or its registry is not available.</summary>
    public static async Task<IReadOnlyList<CommonMarkExample>?> Examples()
    {
        if (await Package.Read("spec.txt") is not { } text)
            return null;
        var examples = new List<CommonMarkExample>();
        var section = "";
        var tested = text.ReplaceLineEndings("\n").Split("<!-- END TESTS -->")[0];
        foreach (Match found in ExampleOrHeading().Matches(tested))
        {
            if (found.Groups["heading"] is { Success: true, Value: var heading })
                section = heading;
            else
                examples.Add(Example(examples.Count + 1, section, found));
        }
        return examples;
    }

    private static CommonMarkExample Example(int number, string section, Match found) =>
        new(number, section, Text(found.Groups["markdown"]), Text(found.Groups["html"]));

    /// <summary>The specification shows tabs as arrows.</summary>
    private static string Text(Group group) => group.Value.Replace('→', '\t');

    [GeneratedRegex(
        """^`{32} example\n(?<markdown>.*?)^\.\n(?<html>.*?)^`{32}$|^#{1,6} +(?<heading>[^\n]+)$""",
        RegexOptions.Multiline | RegexOptions.Singleline
    )]
    private static partial Regex ExampleOrHeading();
}
