using System.Buffers;
using System.Collections.Immutable;
using YudaiV3.CodeAnalysis.Packing;

namespace YudaiV3.CodeAnalysis.Relevance;

/// <summary>
/// The stored form of the terms of a run of files: each term once, with the files in which it stands. Two to three
/// bytes for a term of a file. The first byte is the version: terms of another one are read from the text again.
/// </summary>
public static class FileTermsCodec
{
    /// <summary>Changes with this form and with what the terms of a text are.</summary>
    public const byte Version = 1;

    // Of a posting's first number the lower bits are the count, unless a byte with count and names follows.
    private const int CountBits = 3,
        Escape = 0;

    public static byte[] Encode(IReadOnlyList<FileTerms> files)
    {
        var output = new ArrayBufferWriter<byte>();
        output.Write([Version]);
        output.WriteNumber((uint)files.Count);
        foreach (var file in files)
            output.WriteNumber((uint)file.Length);
        var postings = files
            .SelectMany((file, number) => file.Terms.Select((term, at) => (Term: term, File: number, At: at)))
            .ToArray();
        Array.Sort(postings);
        output.WriteNumber((uint)postings.Length);
        var before = 0u;
        for (int start = 0, end; start < postings.Length; start = end)
        {
            var term = postings[start].Term;
            for (end = start + 1; end < postings.Length && postings[end].Term == term; end++) { }
            output.WriteNumber(term - before);
            output.WriteNumber((uint)(end - start));
            before = term;
            var last = -1;
            foreach (var (_, file, at) in postings.AsSpan(start..end))
            {
                Write(output, file - last - 1, files[file].Counts[at], files[file].Declared[at]);
                last = file;
            }
        }
        return output.WrittenSpan.ToArray();
    }

    /// <returns>Null where they are of another version or damaged.</returns>
    public static ImmutableArray<FileTerms>? Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes is not [Version, ..])
            return null;
        try
        {
            var input = new NumberReader(bytes[1..]);
            return Read(ref input);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static void Write(IBufferWriter<byte> output, int skipped, byte count, byte declared)
    {
        var isSmall = declared == 0 && count < 1 << CountBits && count != Escape;
        output.WriteNumber((uint)skipped << CountBits | (isSmall ? count : (uint)Escape));
        if (!isSmall)
            output.Write([(byte)(count | declared << 4)]);
    }

    private static ImmutableArray<FileTerms> Read(ref NumberReader input)
    {
        var lengths = new int[input.Read(input.Left)];
        for (var i = 0; i < lengths.Length; i++)
            lengths[i] = input.Read(int.MaxValue);
        var found = new List<(uint Term, byte Count, byte Declared)>[lengths.Length];
        for (var i = 0; i < found.Length; i++)
            found[i] = [];
        var left = input.Read(input.Left);
        var term = 0u;
        while (left > 0)
        {
            term += (uint)input.Read(int.MaxValue);
            var count = input.Read(left);
            if (count == 0)
                throw new FormatException("A term without files.");
            left -= count;
            for (var file = -1; count > 0; count--)
            {
                var posting = input.Read(int.MaxValue);
                file += 1 + (posting >> CountBits);
                if (file >= found.Length)
                    throw new FormatException("A file past the last.");
                var small = posting & ((1 << CountBits) - 1);
                var packed = small == Escape ? input.ReadByte() : (byte)small;
                found[file].Add((term, (byte)(packed & 15), (byte)(packed >> 4 & FileTerms.MaxDeclared)));
            }
        }
        return
        [
            .. found.Select(
                (terms, file) =>
                    new FileTerms(
                        [.. terms.Select(term => term.Term)],
                        [.. terms.Select(term => term.Count)],
                        [.. terms.Select(term => term.Declared)],
                        lengths[file]
                    )
            ),
        ];
    }
}
