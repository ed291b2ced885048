using System.Collections.Frozen;

namespace YudaiV3.CodeAnalysis.Relevance;

/// <summary>
/// The words of a question that may name something, in a form in which "ingested" meets <c>ingest</c> and
/// "authentication" meets <c>auth</c>.
/// </summary>
internal sealed class RelevanceTerms
{
    private const int MaxTerms = 60,
        MinPrefixLength = 4,
        MaxPrefixLength = 6;
    private const double Earlier = 0.5,
        Beginning = 0.4;

    // Words that say nothing about which file is meant.
    private static readonly FrozenSet<string> Common = """
        a about above actually add added adding after again all also always am an and another any are as ask at away
        back be became because been before being below better between both but by call called came can cannot change
        changed changes code come comes could couldn did didn different do does doesn doing don done down each either
        else end enough even ever every everything example explain few file files find first fix for found from
        function functions further get gets getting give given go goes going gone good got had has have having he
        hello help her here hey hi him his how however if implement in instead into is isn issue issues it its itself
        just keep kind know last least let like line look looks lot made make makes making many may maybe me mean
        might more most much must my name need needs never new next no nor not nothing now of off often old on once
        one only or other our out over own part place please possible problem problems project put question quite
        rather really repo repository right said same say see seem seems she should show since so some something
        somewhere soon still such sure take tell than thank thanks that the their them then there these they thing
        things think this those though through to today too try two under until up us use used uses using very via
        want wants was wasn way we well went were what when where whether which while who whole whose why will with
        within without won work working works would wrong yes yet you your
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private readonly Dictionary<string, (int Term, double Weight)> _forms = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, (int Term, double Weight)>.AlternateLookup<ReadOnlySpan<char>> _find;

    public RelevanceTerms(string text, string before)
    {
        _find = _forms.GetAlternateLookup<ReadOnlySpan<char>>();
        Add(text, 1);
        Add(before, Earlier);
        foreach (var (form, (term, weight)) in _forms.ToArray())
            for (var length = MinPrefixLength; length < form.Length; length++)
                _forms.TryAdd(form[..length], (term, weight * Beginning));
    }

    /// <summary>How many different ones there are.</summary>
    public int Count { get; private set; }

    /// <summary>The term that a word of the repository stands for, and how surely; -1 where for none.</summary>
    public (int Term, double Weight) From(ReadOnlySpan<char> word)
    {
        var stem = Stem(word);
        if (stem.Length < 2)
            return (-1, 0);
        if (_find.TryGetValue(stem, out var found))
            return found;
        for (var length = Math.Min(MaxPrefixLength, stem.Length - 1); length >= MinPrefixLength; length--)
            if (_find.TryGetValue(stem[..length], out found))
                return found with { Weight = found.Weight * Beginning };
        return (-1, 0);
    }

    private void Add(string text, double weight)
    {
        var words = new WordReader(text);
        while (Count < MaxTerms && words.Next())
        {
            var stem = Stem(words.Word);
            if (
                stem.Length < 2
                || char.IsAsciiDigit(stem[0])
                || Common.GetAlternateLookup<ReadOnlySpan<char>>().Contains(words.Word)
                || _find.ContainsKey(stem)
            )
                continue;
            _forms[stem.ToString()] = (Count++, weight);
        }
    }

    /// <summary>What different forms of an English word begin with; rough, and the same for both sides.</summary>
    private static ReadOnlySpan<char> Stem(ReadOnlySpan<char> word)
    {
        word = word.Trim('_');
        if (word.EndsWith("ies", StringComparison.OrdinalIgnoreCase) && word.Length > 5)
            word = word[..^3];
        else if (word.Length > 3 && word[^1] is 's' or 'S' && word[^2] is not ('s' or 'S'))
            word = word[..^1];
        foreach (var (ending, left) in Endings)
            if (word.Length >= ending.Length + left && word.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
            {
                word = word[..^ending.Length];
                break;
            }
        return word.Length > 3 && word[^1] is 'e' or 'E' or 'y' or 'Y' ? word[..^1] : word;
    }

    private static readonly (string Ending, int Left)[] Endings =
    [
        ("ing", 4),
        ("ion", 5),
        ("ed", 4),
        ("er", 4),
        ("or", 4),
    ];
}
