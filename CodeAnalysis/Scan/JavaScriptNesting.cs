namespace YudaiV3.CodeAnalysis.Scan;

/// <summary>A construct of JavaScript that is still open.</summary>
internal enum JavaScriptFrame : byte
{
    None,
    Parenthesis,
    Condition,
    Block,
    Literal,
    TemplateHole,
    JsxHole,
    JsxTag,
    JsxChildren,
}

/// <summary>The stack of open constructs around a position in JavaScript.</summary>
internal struct JavaScriptNesting()
{
    private JavaScriptFrame[] _frames = new JavaScriptFrame[32];
    private int _depth;

    public readonly JavaScriptFrame Innermost => _depth > 0 ? _frames[_depth - 1] : JavaScriptFrame.None;

    public readonly bool IsInsideJsx =>
        _frames
            .AsSpan(0, _depth)
            .IndexOfAny(JavaScriptFrame.JsxTag, JavaScriptFrame.JsxChildren, JavaScriptFrame.JsxHole) >= 0;

    public void Push(JavaScriptFrame frame)
    {
        if (_depth == _frames.Length)
            Array.Resize(ref _frames, _depth * 2);
        _frames[_depth++] = frame;
    }

    public void Pop() => _depth--;

    public readonly void ReplaceInnermost(JavaScriptFrame frame) => _frames[_depth - 1] = frame;

    /// <returns>Whether the parentheses held the condition of a statement.</returns>
    public bool CloseParenthesis() =>
        Innermost is JavaScriptFrame.Parenthesis or JavaScriptFrame.Condition
        && _frames[--_depth] == JavaScriptFrame.Condition;

    /// <summary>Closes the innermost braces and everything still open inside them.</summary>
    public JavaScriptFrame CloseBrace()
    {
        while (Innermost is not (JavaScriptFrame.None or JavaScriptFrame.JsxTag or JavaScriptFrame.JsxChildren))
            if (_frames[--_depth] is var frame and not (JavaScriptFrame.Parenthesis or JavaScriptFrame.Condition))
                return frame;
        return JavaScriptFrame.Block;
    }
}
