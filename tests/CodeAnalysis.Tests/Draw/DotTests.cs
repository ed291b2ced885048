using System.Diagnostics;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using YudaiV3.CodeAnalysis.Graph;

namespace YudaiV3.CodeAnalysis.Draw;

public sealed class DotTests
{
    [Fact]
    public void Dot_quotes_what_would_end_a_name()
    {
        var text = Dot.Render(
            Graphs.From(new GraphQuery(), [Graphs.Dependencies("a\"\\\"b"), Graphs.Dependencies("c\\", "a\"\\\"b")])!
        );
        Assert.Contains("  \"c\\\\\" -> \"a\\\"\\\\\\\"b\";\n", text, StringComparison.Ordinal);
        Assert.Contains(
            "  \"a.py\" -> \"b.py\";\n",
            Dot.Render(Graphs.From("a.py: b.py", "b.py:")),
            StringComparison.Ordinal
        );
    }
}
