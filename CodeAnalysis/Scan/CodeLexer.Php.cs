namespace YudaiV3.CodeAnalysis.Scan;

internal ref partial struct CodeLexer
{
    /// <summary>From plain text to what follows the next opening tag.</summary>
    private void EnterPhp()
    {
        _at.SkipPast("<?");
        if (_at.At("php"))
            _at.Skip(3);
        _inPhp = true;
    }

    /// <summary>A comment of one line ends at a closing tag as well.</summary>
    private void SkipPhpLine()
    {
        var rest = _at.Rest;
        var line = rest[..(rest.IndexOf('\n') is >= 0 and var end ? end : rest.Length)];
        _at.Skip(line.IndexOf("?>") is >= 0 and var tag ? tag : line.Length);
    }

    private void SkipPhpHereDocument()
    {
        _at.Skip(3);
        while (_at.Current is ' ' or '\t' or '\'' or '"')
            _at.Skip();
        var start = _at.Position;
        _at.SkipWord();
        var label = _at.From(start);
        for (_at.SkipTo('\n'); !_at.Ended; _at.SkipTo('\n'))
        {
            _at.SkipSpace();
            if (label.Length == 0 || _at.At(label) && !char.IsAsciiLetterOrDigit(_at.Peek(label.Length)))
                break;
        }
        _at.Skip(label.Length);
    }
}
