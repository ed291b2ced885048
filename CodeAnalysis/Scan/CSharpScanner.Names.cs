using System.Collections.Immutable;

namespace YudaiV3.CodeAnalysis.Scan;

internal ref partial struct CSharpScanner
{
    private void ReadName(int start)
    {
        var end = start;
        var name = _tokens.Name(ref end);
        var single = !name.Contains('.');
        if (FollowsType(start) && start != _aliasTarget)
        {
            // What follows a type is declared here; only an interface may qualify it.
            if (single)
                _members.Add((Current, name));
            else
                Use(name[..name.LastIndexOf('.')], start, attribute: false, sure: true);
            return;
        }
        if (_enums.Contains(Inside) && single && (Is(start - 1, '{') || Is(start - 1, ',') || Is(start - 1, ']')))
        {
            _members.Add((Current, name));
            return;
        }
        if (
            Is(end, ':')
            && !Is(end + 1, ':')
            && (
                Is(start - 1, '(')
                || Is(start - 1, ',')
                || Is(start - 1, '{')
                || Is(start - 1, '[')
                || Is(start - 1, ';')
                || Is(start - 1, '}')
            )
        )
            return; // a label, an argument's name or an attribute's target
        var attribute =
            _brackets.TryPeek(out var attributes)
            && attributes
            && (Is(start - 1, '[') || Is(start - 1, ',') || Is(start - 1, ':'))
            && !Is(end, '.');
        var sure = attribute || IsSurelyType(start, end, single);
        if (sure || !single || Is(start - 2, "nameof"))
            Use(name, start, attribute, sure);
    }

    /// <summary>Whether what stands before is a type, so that a name here is declared.</summary>
    private readonly bool FollowsType(int i)
    {
        var before = _tokens.At(i - 1);
        if (before.Kind == CodeTokenKind.Word)
            return CSharpWords.IsType(Text(i - 1))
                || !CSharpWords.IsReserved(Text(i - 1)) && !CSharpWords.IsBeforeName(Text(i - 1));
        if (before.Is('>'))
            return i == _argumentsEnd;
        if (before.Is(']'))
            return i - 1 != _attributeEnd;
        return before.Is('?')
            && (Is(i + 1, ';') || Is(i + 1, '{') || Is(i + 1, '=') || Is(i + 1, ',') || Is(i + 1, ')'));
    }

    private readonly bool InArguments(int i) => i < _argumentsEnd;

    private readonly bool IsSurelyType(int start, int end, bool single)
    {
        if (
            InArguments(start)
            || start == _aliasTarget
            || _typeList == _parentheses && (Is(start - 1, ':') || Is(start - 1, ','))
        )
            return true;
        if (IsWord(start - 1) && CSharpWords.PrecedesType(Text(start - 1)))
            return true;
        if (IsWord(end) && !CSharpWords.IsOperator(Text(end)))
            return true;
        if (Is(end, '[') && (Is(end + 1, ']') || Is(end + 1, ',')))
            return true;
        if (
            Is(end, '?')
            && (
                IsName(end + 1)
                    && (
                        Is(end + 2, ';')
                        || Is(end + 2, '=')
                        || Is(end + 2, '{')
                        || Is(end + 2, ',')
                        || Is(end + 2, ')')
                        || Is(end + 2, '(')
                    )
                || Is(end + 1, '[') && Is(end + 2, ']')
            )
        )
            return true;
        if (single && Is(end, '{') && !Is(start - 1, ')'))
            return true;
        return Is(start - 1, '(')
                && Is(end, ')')
                && (
                    Is(start - 2, "typeof")
                    || Is(start - 2, "default")
                    || Is(start - 2, "sizeof")
                    || Is(start - 2, "catch")
                    || _tokens.IsCast(start - 2, end + 1)
                )
            || Is(start - 1, '(') && Is(end, '?') && Is(end + 1, ')') && _tokens.IsCast(start - 2, end + 2);
    }

    private readonly void Use(string name, int at, bool attribute, bool sure)
    {
        if (name.Trim('.').Length == 0)
            return;
        var key = (Current, name, attribute);
        if (!_uses.TryGetValue(key, out var known))
            _uses[key] = (_tokens[at].Start, sure);
        else if (sure && !known.Sure)
            _uses[key] = (known.Line, true);
    }

    /// <summary>
    /// In the order of the text. A name that the type itself declares for a member is no type where it might be that
    /// member.
    /// </summary>
    private ImmutableArray<NameUse> Uses()
    {
        var uses = ImmutableArray.CreateBuilder<NameUse>(_uses.Count);
        foreach (var ((scope, name, attribute), (position, sure)) in _uses.OrderBy(use => use.Value.Line))
            if (sure || !IsMember(scope, name[..(name.IndexOf('.') is > 0 and var dot ? dot : name.Length)]))
                uses.Add(
                    new()
                    {
                        Name = name,
                        Scope = scope,
                        Attribute = attribute,
                        Line = _lexer.Line(new(CodeTokenKind.Word, position, position)),
                    }
                );
        return uses.ToImmutable();
    }

    private readonly bool IsMember(int scope, string name)
    {
        for (; scope >= 0; scope = _scopes[scope].Parent)
            if (_members.Contains((scope, name)))
                return true;
        return false;
    }
}
