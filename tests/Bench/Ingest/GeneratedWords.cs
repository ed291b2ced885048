using System.Globalization;
using System.Text;

namespace YudaiV3.Bench.Ingest;

/// <summary>
/// Words, names and sentences, drawn by a generator of our own so that no new version of the framework changes them.
/// Few words are frequent and many are rare, as in real texts.
/// </summary>
internal sealed class GeneratedWords(int seed)
{
    private static readonly string[] Words = """
        account action active address after amount answer apply archive array batch before block body border branch
        buffer build button cache call callback cancel card catalog change channel check child choice clear client
        clock close code color column command comment commit config confirm content context control copy count create
        credit current cursor customer data date day decode default delay delete detail device dialog digest direct
        display document domain draft driver edge edit element email empty encode engine entry error event example
        expire export extend factory failure feature fetch field file filter first flag focus folder format frame
        function gateway group guard handle hash header height history hook host icon identity image import index info
        input insert invoice item iterate job join journal key label language last layer layout ledger length level
        library limit line link list load local lock logger mail map margin mark match member memory menu merge
        message meta method metric migrate minute model module monitor month move name network next node note notice
        number object observer offset open option order origin output owner package page panel parent parse part
        password path payment pending period permission person phase pipeline place plan player policy pool popup port
        position prefix preview price print process product profile progress project property provider proxy publish
        query queue quota range rate read receipt record redirect reduce refresh region register release remote remove
        render repeat replace report request reset resolve resource response result retry return review role root
        route rule sample save scale schedule schema scope score screen script search second section segment select
        sender sequence server service session setting shape share sheet shift signal size slot snapshot socket sort
        source stack stage start state static status step stock storage store stream string style submit summary
        supplier switch symbol sync system table target task team template tenant term text theme thread ticket timer
        title token toolbar topic total trace track transfer tree trigger type undo unit update upload usage user
        valid value vendor verify version view visible warning watch weight widget width window worker wrapper writer
        zone
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static readonly string[] Small = """
        the a of to in is it that for and are as with be by not this on when which an or from at has so only its can
        if was one than into every after
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private uint _state = ((uint)seed * 2_654_435_761) ^ 0x9E37_79B9;

    public int Below(int most)
    {
        _state ^= _state << 13;
        _state ^= _state >> 17;
        _state ^= _state << 5;
        return (int)(_state % (uint)most);
    }

    public string Word() => Words[Math.Min(Below(Words.Length), Below(Words.Length))];

    /// <summary>Two or three words in camel case.</summary>
    public string Name() =>
        Below(3) == 0 ? $"{Word()}{Capital(Word())}{Capital(Word())}" : $"{Word()}{Capital(Word())}";

    public string Type() => Capital(Name());

    public string Sentence()
    {
        var text = new StringBuilder(Capital(Small[Below(Small.Length)]));
        for (var left = 6 + Below(12); left > 0; left--)
            text.Append(Below(9) == 0 ? ", " : " ")
                .Append(
                    Below(2) == 0 ? Small[Below(Small.Length)]
                    : Below(40) == 0 ? Below(10_000).ToString(CultureInfo.InvariantCulture)
                    : Word()
                );
        return text.Append('.').ToString();
    }

    public string Prose(int words)
    {
        var text = new StringBuilder($"# {Type()}\n\n");
        for (var sentences = 0; sentences < words / 12; sentences++)
            text.Append(Sentence())
                .Append(
                    sentences % 5 == 4 ? "\n\n"
                    : sentences % 2 == 1 ? "\n"
                    : " "
                );
        return text.ToString();
    }

    public static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];
}
