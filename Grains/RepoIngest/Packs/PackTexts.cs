using System.Buffers;
using System.IO.Compression;
using System.Text;
using System.Text.Unicode;

namespace YudaiV3.RepoIngest.Packs;

/// <summary>Compresses the texts of a pack, and turns contents into text.</summary>
internal static class PackTexts
{
    // Higher qualities need a multiple of the time for a few percent.
    private const int Quality = 4,
        Window = 20;

    /// <summary>
    /// A content in UTF-8, without a byte order mark. What is not UTF-8 is taken for Latin-1, in which every byte is a
    /// letter: what is ASCII in it can be read and found.
    /// </summary>
    public static ReadOnlyMemory<byte> FromContent(byte[] content)
    {
        var text = content.AsMemory(
            content.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0
        );
        return Utf8.IsValid(text.Span) ? text : Encoding.Convert(Encoding.Latin1, Encoding.UTF8, content);
    }

    public static byte[] Compress(ReadOnlySpan<byte> texts)
    {
        if (texts.IsEmpty)
            return [];
        var room = ArrayPool<byte>.Shared.Rent(BrotliEncoder.GetMaxCompressedLength(texts.Length));
        try
        {
            return BrotliEncoder.TryCompress(texts, room, out var written, Quality, Window)
                ? room[..written]
                : throw new InvalidOperationException("The texts of a pack cannot be compressed.");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(room);
        }
    }

    public static byte[] Expand(byte[] compressed, int length)
    {
        var texts = new byte[length];
        if (length > 0 && (!BrotliDecoder.TryDecompress(compressed, texts, out var written) || written != length))
            throw new InvalidOperationException("The texts of a pack are damaged.");
        return texts;
    }
}
