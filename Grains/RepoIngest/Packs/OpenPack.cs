using System.Collections.Immutable;

namespace YudaiV3.RepoIngest.Packs;

/// <summary>A pack whose texts can be read. They are expanded when the first is asked for.</summary>
internal sealed class OpenPack(FilePack pack)
{
    private readonly int[] _starts = Starts(pack.Files);
    private byte[]? _texts;

    public ImmutableArray<PackedFile> Files => pack.Files;

    /// <summary>The memory that it needs with its texts.</summary>
    public long Bytes => pack.Texts.Length + _starts[^1];

    /// <returns>The place of a file in <see cref="Files"/>, or -1.</returns>
    public int Find(string path)
    {
        var (low, high) = (0, Files.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = string.CompareOrdinal(Files[middle].Path, path);
            if (order == 0)
                return middle;
            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }
        return -1;
    }

    /// <returns>The text of a file in UTF-8; null if it has none.</returns>
    public ReadOnlyMemory<byte>? Text(int place)
    {
        if (Files[place].TextLength == PackedFile.NoText)
            return null;
        _texts ??= PackTexts.Expand(pack.Texts, _starts[^1]);
        return _texts.AsMemory(_starts[place], Files[place].TextLength);
    }

    private static int[] Starts(ImmutableArray<PackedFile> files)
    {
        var starts = new int[files.Length + 1];
        for (var place = 0; place < files.Length; place++)
            starts[place + 1] = starts[place] + Math.Max(0, files[place].TextLength);
        return starts;
    }
}
