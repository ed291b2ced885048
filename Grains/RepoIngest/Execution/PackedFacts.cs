using System.Buffers;
using System.IO.Compression;
using System.Text;
using Orleans.Serialization;
using YudaiV3.CodeAnalysis.Scan;

namespace YudaiV3.RepoIngest.Execution;

/// <summary>
/// The facts of a content in compressed form. As objects, the facts of a large repository would fill the memory of a
/// silo.
/// </summary>
internal sealed class PackedFacts
{
    /// <summary>Shorter ones are not worth compressing.</summary>
    private const int CompressedFrom = 1_000;
    private const int Quality = 1,
        Window = 18;

    private readonly Serializer<FileFacts>? _serializer;
    private readonly byte[] _names,
        _packed;
    private readonly int _length;
    private WeakReference<FileFacts>? _read;

    /// <param name="text">The analyzed text.</param>
    /// <param name="serializer">Serializes the facts. Null if there is no room for them.</param>
    public PackedFacts(AnalyzedText text, Serializer<FileFacts>? serializer)
    {
        (_serializer, Tokens, _names) = (serializer, text.Tokens, Encoding.UTF8.GetBytes(text.Names));
        var facts = FactLimits.Within(text.Facts); // an earlier version had no limits
        (IsCut, Declared) = (facts.IsCut, facts.Declarations.Length);
        _packed = serializer?.SerializeToArray(facts) ?? [];
        _length = _packed.Length;
        if (_length >= CompressedFrom)
            _packed = Compressed(_packed);
    }

    private PackedFacts(PackedFacts whole) =>
        (_names, Tokens, Declared, IsCut, _packed) = (whole._names, whole.Tokens, 0, whole.IsCut, []);

    public int Tokens { get; }

    /// <summary>The number of names that the content declares.</summary>
    public int Declared { get; }
    public string Names => Encoding.UTF8.GetString(_names);
    public int Bytes => _packed.Length;
    public bool IsLeftOut => _serializer is null;

    /// <summary>The file says more than is kept of one file.</summary>
    public bool IsCut { get; }

    /// <summary>The same with its names and tokens only.</summary>
    public PackedFacts WithoutFacts() => new(this);

    public FileFacts Read()
    {
        if (_read is { } read && read.TryGetTarget(out var facts))
            return facts;
        facts = _serializer?.Deserialize(_packed.Length < _length ? Expanded() : _packed) ?? FileFacts.None;
        (_read ??= new(facts)).SetTarget(facts);
        return facts;
    }

    private byte[] Expanded()
    {
        var whole = new byte[_length];
        if (!BrotliDecoder.TryDecompress(_packed, whole, out var written) || written != _length)
            throw new InvalidOperationException("Packed facts are damaged.");
        return whole;
    }

    /// <summary>Returns the same bytes if compression does not make them fewer.</summary>
    private static byte[] Compressed(byte[] whole)
    {
        var room = ArrayPool<byte>.Shared.Rent(whole.Length);
        try
        {
            return BrotliEncoder.TryCompress(whole, room.AsSpan(0, whole.Length - 1), out var written, Quality, Window)
                ? room[..written]
                : whole;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(room);
        }
    }
}
