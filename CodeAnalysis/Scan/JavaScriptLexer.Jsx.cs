using System.Buffers;

namespace YudaiV3.CodeAnalysis.Scan;

internal ref partial struct JavaScriptLexer
{
    private static readonly SearchValues<char> JsxTextStops = SearchValues.Create("<{");
    private static readonly SearchValues<char> JsxTagStops = SearchValues.Create("\"'{>/");

    /// <summary>
    /// Whether a <c>&lt;</c> in the place of a value opens an element and not the type parameters of an arrow function.
    /// </summary>
    private readonly bool StartsJsx()
    {
        var ahead = _at;
        ahead.Skip();
        if (ahead.Current == '>')
            return true;
        if (!Cursor.StartsWord(ahead.Current))
            return false;
        ahead.SkipWord();
        ahead.SkipSpace();
        return ahead.Current != ',' && !(ahead.At("extends") && char.IsWhiteSpace(ahead.Peek(7)));
    }

    private void SkipInTag()
    {
        _at.SkipTo(JsxTagStops);
        var stop = _at.Current;
        _at.Skip();
        switch (stop)
        {
            case '"' or '\'':
                _at.SkipTo(stop);
                _at.Skip();
                break;
            case '{':
                _nesting.Push(JavaScriptFrame.JsxHole);
                (_operand, _last) = (false, '(');
                break;
            case '>':
                _nesting.ReplaceInnermost(JavaScriptFrame.JsxChildren);
                break;
            case '/' when _at.Current == '>':
                _at.Skip();
                EndElement();
                break;
            case '/' when _at.Current == '/':
                _at.SkipTo(LineEnds);
                break;
            case '/' when _at.Current == '*':
                _at.Skip();
                _at.SkipPast("*/");
                break;
        }
    }

    private void SkipInChildren()
    {
        _at.SkipTo(JsxTextStops);
        var stop = _at.Current;
        _at.Skip();
        if (stop == '{')
        {
            _nesting.Push(JavaScriptFrame.JsxHole);
            (_operand, _last) = (false, '(');
        }
        else if (stop == '<' && _at.Current == '/')
        {
            _at.SkipTo('>');
            _at.Skip();
            EndElement();
        }
        else if (stop == '<')
            _nesting.Push(JavaScriptFrame.JsxTag);
    }

    private void EndElement()
    {
        _nesting.Pop();
        (_operand, _condition, _last) = (true, false, '"');
    }
}
