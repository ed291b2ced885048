using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using YudaiV3.CodeAnalysis.Packing;

namespace YudaiV3.CodeAnalysis.Symbols;

/// <summary>
/// The stored form of the symbols of a run of files. The first byte is the version: symbols of another one are read
/// from the text again.
/// </summary>
public static class SymbolCodec
{
    /// <summary>Changes with this form and with what is found in a text.</summary>
    public const byte Version = 1;

    private const int MaxText = 10_000;

    public static byte[] Encode(IReadOnlyCollection<ImmutableArray<Symbol>> files)
    {
        var output = new ArrayBufferWriter<byte>();
        output.Write([Version]);
        output.WriteNumber((uint)files.Count);
        foreach (var symbols in files)
        {
            output.WriteNumber((uint)symbols.Length);
            var (line, container) = (0, (string?)null);
            foreach (var symbol in symbols)
            {
                var isSame = symbol.Container == container;
                output.Write([(byte)((int)symbol.Kind << 1 | (isSame ? 1 : 0))]);
                output.WriteNumber((uint)(symbol.Line - line));
                output.WriteNumber((uint)(symbol.EndLine - symbol.Line));
                Write(output, symbol.Name);
                if (!isSame)
                    Write(output, symbol.Container ?? "");
                (line, container) = (symbol.Line, symbol.Container);
            }
        }
        return output.WrittenSpan.ToArray();
    }

    /// <returns>Null where they are of another version or damaged.</returns>
    public static ImmutableArray<ImmutableArray<Symbol>>? Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes is not [Version, ..])
            return null;
        try
        {
            var input = new NumberReader(bytes[1..]);
            var files = new ImmutableArray<Symbol>[input.Read(input.Left)];
            for (var i = 0; i < files.Length; i++)
                files[i] = Read(ref input);
            return [.. files];
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static ImmutableArray<Symbol> Read(ref NumberReader input)
    {
        var symbols = new Symbol[input.Read(input.Left)];
        var (line, container) = (0, (string?)null);
        for (var i = 0; i < symbols.Length; i++)
        {
            var kind = input.ReadByte();
            line += input.Read(int.MaxValue - line);
            var length = input.Read(int.MaxValue - line);
            var name = Text(ref input);
            if ((kind & 1) == 0)
                container = Text(ref input) is { Length: > 0 } text ? text : null;
            symbols[i] = new(name, (SymbolKind)(kind >> 1), line, line + length, container);
        }
        return [.. symbols];
    }

    private static string Text(ref NumberReader input) =>
        Encoding.UTF8.GetString(input.ReadBytes(input.Read(Math.Min(input.Left, MaxText))));

    private static void Write(IBufferWriter<byte> output, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        output.WriteNumber((uint)bytes.Length);
        output.Write(bytes);
    }
}
