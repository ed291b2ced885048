using System.Buffers;

namespace YudaiV3.CodeAnalysis.Scan;

internal ref partial struct CodeLexer
{
    private static readonly SearchValues<char> VerbatimStops = SearchValues.Create("\"{");
    private static readonly SearchValues<char> InterpolatedStops = SearchValues.Create("\"{\\\n");

    /// <summary>A string that is interrupted by code: its form, and the braces open in that code.</summary>
    private sealed class Interpolation
    {
        public int Dollars;
        public int RawQuotes;
        public bool Verbatim;
        public int Braces;
    }

    private readonly bool StartsCSharpString()
    {
        var ahead = 0;
        while (_at.Peek(ahead) is '$' or '@' && ahead < 255)
            ahead++;
        return _at.Peek(ahead) == '"';
    }

    private CodeToken CSharpString(int start)
    {
        var form = new Interpolation();
        for (; _at.Current is '$' or '@'; _at.Skip())
            if (_at.Current == '$')
                form.Dollars++;
            else
                form.Verbatim = true;
        var content = _at.Position;
        _at.SkipAll('"');
        var quotes = _at.Position - content;
        if (!form.Verbatim && quotes >= 3)
            form.RawQuotes = quotes;
        else if (!form.Verbatim && quotes == 2)
            return new(CodeTokenKind.Operand, start, _at.Position);
        else if (quotes > 1)
        {
            // Verbatim: pairs are quotes of the content; an even number closes the string as well.
            if (quotes % 2 == 0)
                return new(CodeTokenKind.Operand, start, _at.Position);
        }
        FinishString(form);
        return new(CodeTokenKind.Operand, start, _at.Position);
    }

    /// <summary>Goes to the end of a string, or into the next code inside it.</summary>
    private void FinishString(Interpolation form)
    {
        while (true)
        {
            _at.SkipTo(form.Verbatim || form.RawQuotes > 0 ? VerbatimStops : InterpolatedStops);
            var from = _at.Position;
            var stop = _at.Current;
            switch (stop)
            {
                case '"' when form.RawQuotes > 0:
                    _at.SkipAll('"');
                    if (_at.Position - from >= form.RawQuotes)
                        return;
                    break;
                case '"' when form.Verbatim && _at.Peek(1) == '"':
                    _at.Skip(2);
                    break;
                case '"':
                    _at.Skip();
                    return;
                case '{' when form.Dollars == 0:
                    _at.Skip();
                    break;
                case '{':
                    _at.SkipAll('{');
                    var braces = _at.Position - from;
                    if (form.RawQuotes > 0 ? braces >= form.Dollars : braces % 2 == 1)
                    {
                        form.Braces = 0;
                        _interpolations.Push(form);
                        return;
                    }
                    break;
                case '\\':
                    _at.Skip(2);
                    break;
                default:
                    return; // the end, or a line that ends inside a plain string
            }
        }
    }

    /// <summary>Whether a closing brace ends the code inside a string; then the string has been resumed.</summary>
    private bool LeavesHole()
    {
        if (!_interpolations.TryPeek(out var form) || form.Braces-- > 0)
            return false;
        _interpolations.Pop();
        _at.Skip(form.RawQuotes > 0 ? form.Dollars : 1);
        FinishString(form);
        return true;
    }

    private readonly void EnterBrace()
    {
        if (_interpolations.TryPeek(out var form))
            form.Braces++;
    }

    private readonly bool OnlySpaceBefore(int position)
    {
        for (position--; position >= 0; position--)
            if (_at.Between(position, position + 1)[0] is var before && (before == '\n' || !char.IsWhiteSpace(before)))
                return before == '\n';
        return true;
    }
}
