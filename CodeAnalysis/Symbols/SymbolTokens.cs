using YudaiV3.CodeAnalysis.Scan;

namespace YudaiV3.CodeAnalysis.Symbols;

/// <summary>The tokens of a text in a language with braces, with the partner of each bracket.</summary>
internal readonly ref struct SymbolTokens
{
    private readonly ReadOnlySpan<char> _text;
    private readonly List<CodeToken> _tokens;
    private readonly int[] _close;
    private readonly List<int> _lineEnds = [];

    public SymbolTokens(ReadOnlySpan<char> text, List<CodeToken> tokens)
    {
        _text = text;
        _tokens = tokens;
        for (int at = 0, next; (next = text[at..].IndexOf('\n')) >= 0; at += next + 1)
            _lineEnds.Add(at + next);
        _close = Partners(tokens);
    }

    public int Count => _tokens.Count;

    private CodeToken At(int index) => (uint)index < (uint)_tokens.Count ? _tokens[index] : default;

    public ReadOnlySpan<char> Text(int index) => At(index) is var token ? _text[token.Start..token.End] : [];

    public ReadOnlySpan<char> Between(int first, int last) => _text[At(first).Start..At(last).End];

    public bool IsWord(int index) => At(index).Kind == CodeTokenKind.Word;

    public bool IsText(int index) => At(index).Kind == CodeTokenKind.Text;

    public bool Is(int index, char symbol) => At(index).Is(symbol);

    public bool Is(int index, string word) => IsWord(index) && Text(index).SequenceEqual(word);

    /// <summary>Two symbols without a blank between them.</summary>
    public bool Is(int index, char first, char second) =>
        Is(index, first) && Is(index + 1, second) && At(index).End == At(index + 1).Start;

    public bool IsOpen(int index) => Is(index, '(') || Is(index, '[') || Is(index, '{');

    /// <summary>The bracket that closes an open one; the end where there is none.</summary>
    public int Close(int open) => _close[open];

    /// <summary>The token after this one, or after the bracket that closes it.</summary>
    public int Next(int index) => IsOpen(index) ? _close[index] + 1 : index + 1;

    /// <summary>Counted from 1.</summary>
    public int Line(int index) => LineOf(At(Math.Clamp(index, 0, Math.Max(0, Count - 1))).Start);

    public int LineOf(int position) => _lineEnds.BinarySearch(position) is var at && at < 0 ? ~at + 1 : at + 1;

    /// <summary>Whether a line ends between this token and the one before.</summary>
    public bool BeginsLine(int index) => index == 0 || Line(index) != Line(index - 1);

    private static int[] Partners(List<CodeToken> tokens)
    {
        var close = new int[tokens.Count];
        var open = new Stack<int>();
        Span<int> counts = stackalloc int[128]; // of open brackets, by their sign
        for (var i = 0; i < tokens.Count; i++)
        {
            if (tokens[i].Kind != CodeTokenKind.Symbol)
                continue;
            switch (tokens[i].Symbol)
            {
                case '(' or '[' or '{':
                    close[i] = tokens.Count;
                    open.Push(i);
                    counts[tokens[i].Symbol]++;
                    break;
                // A bracket that nothing closes ends where the one around it does.
                case ')' or ']' or '}' when counts[Opening(tokens[i].Symbol)] > 0:
                    var closed = false;
                    while (!closed)
                    {
                        var at = open.Pop();
                        counts[tokens[at].Symbol]--;
                        close[at] = i;
                        closed = tokens[at].Symbol == Opening(tokens[i].Symbol);
                    }
                    break;
            }
        }
        return close;
    }

    private static char Opening(char close) =>
        close switch
        {
            ')' => '(',
            ']' => '[',
            _ => '{',
        };
}
