using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;

namespace YudaiV3.CodeAnalysis.Search;

/// <summary>
/// Says of a set of texts whether a phrase can occur in one of them. It may say yes in error, but never no. It knows
/// three ASCII characters of a line at a time, without regard to case.
/// </summary>
public sealed class TrigramFilter
{
    private const int CharacterBits = 7,
        Codes = 1 << (3 * CharacterBits),
        BitsPerTrigram = 6,
        MinBits = 512;

    private const uint CodeMask = Codes - 1;

    private readonly byte[] _bits;

    /// <param name="bits">From <see cref="Build"/>.</param>
    public TrigramFilter(byte[] bits) => _bits = bits;

    /// <summary>Builds the filter of some texts in UTF-8, as few bytes as it needs.</summary>
    public static byte[] Build(IEnumerable<ReadOnlyMemory<byte>> texts)
    {
        var rented = ArrayPool<ulong>.Shared.Rent(Codes / 64);
        try
        {
            var seen = rented.AsSpan(0, Codes / 64);
            seen.Clear();
            foreach (var text in texts)
                Mark(text.Span, seen);
            return From(seen);
        }
        finally
        {
            ArrayPool<ulong>.Shared.Return(rented);
        }
    }

    /// <summary>Whether a text may contain a phrase, in whatever case. A phrase is part of one line.</summary>
    public bool MayContain(ReadOnlySpan<char> phrase)
    {
        if (_bits.Length == 0)
            return true;
        var (code, length) = (0u, 0);
        foreach (var character in phrase)
        {
            if (!char.IsAscii(character))
            {
                length = 0;
                continue;
            }
            code = (code << CharacterBits | Fold((byte)character)) & CodeMask;
            if (++length < 3)
                continue;
            var place = Place(code, _bits.Length);
            if ((_bits[place >> 3] & 1 << (place & 7)) == 0)
                return false;
        }
        return true;
    }

    private static byte[] From(ReadOnlySpan<ulong> seen)
    {
        var count = 0L;
        foreach (var word in seen)
            count += BitOperations.PopCount(word);
        var bits = new byte[BitOperations.RoundUpToPowerOf2((ulong)Math.Max(MinBits, count * BitsPerTrigram)) / 8];
        for (var index = 0; index < seen.Length; index++)
        {
            for (var word = seen[index]; word != 0; word &= word - 1)
            {
                var place = Place((uint)((index * 64) + BitOperations.TrailingZeroCount(word)), bits.Length);
                bits[place >> 3] |= (byte)(1 << (place & 7));
            }
        }
        return bits;
    }

    private static void Mark(ReadOnlySpan<byte> text, Span<ulong> seen)
    {
        var (code, length) = (0u, 0);
        for (var index = 0; index < text.Length; index++)
        {
            var character = text[index];
            if (character >= 0x80)
                (character, index) = AsciiEquivalent(text, index);
            if (character is (byte)'\n' or 0)
            {
                length = 0;
                continue;
            }
            code = (code << CharacterBits | Fold(character)) & CodeMask;
            if (++length >= 3)
                seen[(int)(code >> 6)] |= 1UL << (int)(code & 63);
        }
    }

    /// <summary>The few letters outside of ASCII that a match without regard to case takes for one of ASCII.</summary>
    private static (byte Character, int LastIndex) AsciiEquivalent(ReadOnlySpan<byte> text, int index) =>
        text[index..] switch
        {
            [0xE2, 0x84, 0xAA, ..] => ((byte)'K', index + 2), // the Kelvin sign
            [0xC5, 0xBF, ..] => ((byte)'S', index + 1), // the long s
            [0xC4, 0xB0 or 0xB1, ..] => ((byte)'I', index + 1), // with and without a dot
            _ => (0, index),
        };

    private static uint Fold(byte character) =>
        character is >= (byte)'a' and <= (byte)'z' ? character - 32u : character;

    private static int Place(uint code, int bytes)
    {
        var mixed = code * 0x9E3779B1u;
        return (int)(BinaryPrimitives.ReverseEndianness(mixed ^ mixed >> 15) & (uint)((bytes * 8) - 1));
    }
}
