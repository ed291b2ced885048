using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using Orleans.Placement;
using YudaiV3.Chat.Answering;
using YudaiV3.RepoIngest.Scan;

namespace YudaiV3.RepoIngest.Running;

/// <summary>A lane of an ingest. Keeps nothing.</summary>
[RandomPlacement]
internal sealed class AnalyzerGrain : Grain, IAnalyzer
{
    // One processor is left to everything else: reading takes all that it gets, and a silo must go on answering.
    private static readonly SemaphoreSlim Processors = new(Math.Max(1, Environment.ProcessorCount - 1));

    public async Task<ImmutableArray<AnalyzedText>> Analyze(ImmutableArray<SourceText> batch)
    {
        await Processors.WaitAsync();
        try
        {
            return await Task.Run<ImmutableArray<AnalyzedText>>(() => [.. batch.Select(Read)]);
        }
        finally
        {
            Processors.Release();
        }
    }

    private static AnalyzedText Read(SourceText file)
    {
        var letters = ArrayPool<char>.Shared.Rent(Encoding.UTF8.GetMaxCharCount(file.Content.Length));
        try
        {
            var text = letters.AsSpan(0, Encoding.UTF8.GetChars(file.Content, letters));
            var (tokens, known) = (Tokens.Count(text), file.Language is { } language ? (Scanner.Scan(language, text), DeclaredNames.Of(text)) : (FileFacts.None, ""));
            return new() { Hash = file.Hash, Language = file.Language, Tokens = tokens, Facts = known.Item1, Names = known.Item2 };
        }
        finally
        {
            ArrayPool<char>.Shared.Return(letters);
        }
    }
}
