namespace YudaiV3.CodeAnalysis.Scan;

internal ref partial struct RustScanner
{
    // Far beyond what a compiler takes: a tree of such names must not cost more than its length.
    private const int MaxPathLength = 1000;
    private const int MaxTreeDepth = 100;

    /// <summary>
    /// Every leaf of a tree by itself: <c>self</c> and <c>*</c> at the end stand for the path before them.
    /// </summary>
    private void ReadUse(CodeToken keyword, bool exported)
    {
        var prefixes = new Stack<string>();
        var (prefix, path) = ("", "");
        while (_token.Kind != CodeTokenKind.End)
        {
            if (_token.Is(':'))
            {
                Step();
                path += path.EndsWith("::", StringComparison.Ordinal) || !_token.Is(':') ? "" : "::";
                Step();
            }
            else if (_token.Is('{') && prefixes.Count < MaxTreeDepth)
            {
                prefixes.Push(prefix);
                prefix = path;
                Step();
            }
            else if (_token.Is('*') || _token.Kind == CodeTokenKind.Word && path.Length < MaxPathLength)
            {
                var star = _token.Is('*');
                var word = star ? "" : _lexer.Text(_token).ToString();
                Step();
                if (!star && _token.Is(':'))
                    path += word;
                else
                    ReadLeaf(keyword, path, word, exported, star);
            }
            else if (_token.Is(',') && prefixes.Count > 0)
            {
                path = prefix;
                Step();
            }
            else if (_token.Is('}') && prefixes.TryPop(out var outer))
            {
                (prefix, path) = (outer, outer);
                Step();
            }
            else
                return;
        }
    }

    private void ReadLeaf(CodeToken keyword, string path, string name, bool exported, bool star)
    {
        var trimmed = path.EndsWith("::", StringComparison.Ordinal) && path.Length > 2 ? path[..^2] : path;
        var whole = star || name == "self" && path.Length > 0 ? trimmed : path + name;
        var alias = star ? null : whole[(whole.LastIndexOf(':') + 1)..];
        if (_lexer.Is(_token, "as"))
        {
            Step();
            alias = _lexer.Text(_token).ToString();
            Step();
        }
        if (whole.Trim(':').Length > 0)
            Add(keyword, whole, alias, exported, star ? ImportForm.Wildcard : ImportForm.Plain);
    }

    /// <summary>What a function imports gives its module no name.</summary>
    private void Add(CodeToken keyword, string path, string? alias, bool exported, ImportForm form) =>
        _imports.Add(
            new()
            {
                Specifier = path,
                Kind = exported ? EdgeKind.Reexport : EdgeKind.Import,
                Form = form,
                Alias = Inside < 0 ? null : alias,
                Line = _lexer.Line(keyword),
                Scope = Module,
            }
        );
}
