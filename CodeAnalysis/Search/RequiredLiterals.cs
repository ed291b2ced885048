using System.Buffers;
using System.Collections.Immutable;
using System.Text;

namespace YudaiV3.CodeAnalysis.Search;

/// <summary>
/// Finds texts in a regular expression of which each match contains one. They let a search skip what cannot match.
/// Gives up on what it does not understand: it is never wrong.
/// </summary>
internal sealed class RequiredLiterals
{
    private static readonly SearchValues<char> Counts = SearchValues.Create("0123456789,");

    private readonly string _pattern;
    private readonly ImmutableArray<string>.Builder _alternatives = ImmutableArray.CreateBuilder<string>();
    private readonly StringBuilder _run = new();
    private string _longest = "";
    private int _at;

    private RequiredLiterals(string pattern) => _pattern = pattern;

    /// <returns>One for each alternative of the expression; null if one of these has none.</returns>
    public static ImmutableArray<string>? Find(string pattern)
    {
        var literals = new RequiredLiterals(pattern);
        return literals.Read() ? literals._alternatives.ToImmutable() : null;
    }

    private bool Read()
    {
        while (_at < _pattern.Length)
        {
            var character = _pattern[_at++];
            var isUnderstood = character switch
            {
                '\\' => ReadEscape(),
                '[' => ReadClass(),
                '(' => ReadGroup(),
                '|' => EndAlternative(),
                '.' or '^' or '$' => EndRun(),
                '*' or '?' or '{' => ReadRepetition(character),
                '+' => EndRun(),
                ')' => false,
                _ => Append(character),
            };
            if (!isUnderstood)
                return false;
        }
        return EndAlternative();
    }

    private bool Append(char character)
    {
        _run.Append(character);
        return true;
    }

    private bool EndRun()
    {
        if (_run.Length > _longest.Length)
            _longest = _run.ToString();
        _run.Clear();
        return true;
    }

    private bool EndAlternative()
    {
        EndRun();
        _alternatives.Add(_longest);
        var hasOne = _longest.Length > 0;
        _longest = "";
        return hasOne;
    }

    private bool ReadEscape()
    {
        if (_at == _pattern.Length)
            return false;
        var character = _pattern[_at++];
        if (!char.IsLetterOrDigit(character))
            return Append(character);
        // Classes, anchors and characters without an argument. Others are rare.
        return "dDwWsSbBAzZGnrtfvea".Contains(character) && EndRun();
    }

    /// <summary>What comes before may occur any number of times, also never.</summary>
    private bool ReadRepetition(char character)
    {
        if (_run.Length > 0)
            _run.Length--;
        EndRun();
        if (character != '{')
            return true;
        var end = _pattern.IndexOf('}', _at);
        if (end < 0 || _pattern.AsSpan(_at, end - _at).ContainsAnyExcept(Counts))
            return false;
        _at = end + 1;
        return true;
    }

    private bool ReadClass()
    {
        EndRun();
        if (_at < _pattern.Length && _pattern[_at] == '^')
            _at++;
        // A bracket at the beginning is one of the characters.
        for (var first = _at; _at < _pattern.Length; _at++)
            switch (_pattern[_at])
            {
                case '\\':
                    _at++;
                    break;
                case '[':
                    return false;
                case ']' when _at > first:
                    _at++;
                    return true;
            }
        return false;
    }

    /// <summary>Skips a group. Options within an expression change what its characters mean.</summary>
    private bool ReadGroup()
    {
        EndRun();
        var depth = 1;
        while (_at < _pattern.Length)
        {
            if (_pattern[_at] == '?' && _pattern[_at - 1] == '(' && _pattern.AsSpan(_at) is not ['?', ':', ..])
                return false;
            var character = _pattern[_at++];
            if (character == '\\')
                _at++;
            else if (character == '[' && !ReadClass())
                return false;
            else if (character == '(')
                depth++;
            else if (character == ')' && --depth == 0)
                return true;
        }
        return false;
    }
}
