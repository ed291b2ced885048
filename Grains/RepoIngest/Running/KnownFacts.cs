using Orleans.Serialization;
using YudaiV3.RepoIngest.Scan;

namespace YudaiV3.RepoIngest.Running;

/// <summary>What a content says, packed while nobody reads it: as objects the facts of a large repository would fill a silo.</summary>
internal sealed class KnownFacts(int tokens, string names, byte[] packed, Serializer<FileFacts> serializer)
{
    private readonly WeakReference<FileFacts?> _read = new(null);

    /// <summary>Of a content whose facts there was no room for.</summary>
    public static KnownFacts Without(AnalyzedText text, Serializer<FileFacts> serializer) => new(text.Tokens, text.Names, [], serializer);

    public int Tokens => tokens;
    public string Names => names;
    public int Bytes => packed.Length;
    public bool IsLeftOut => packed.Length == 0;

    public FileFacts Read()
    {
        if (_read.TryGetTarget(out var facts))
            return facts;
        facts = packed.Length == 0 ? FileFacts.None : serializer.Deserialize(packed) ?? FileFacts.None;
        _read.SetTarget(facts);
        return facts;
    }
}
