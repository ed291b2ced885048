using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using Orleans.Placement;
using YudaiV3.Chat.Answering;
using YudaiV3.CodeAnalysis.Scan;
using YudaiV3.CodeAnalysis.Tokens;

namespace YudaiV3.RepoIngest.Execution;

/// <summary>A lane of an ingest. Keeps nothing.</summary>
[RandomPlacement]
[GrainType("analyzer")]
internal sealed class DependencyWorkerGrain : Grain, IDependencyWorker
{
    /// <summary>Larger texts are rare, and each thread would keep room for one.</summary>
    private const int MaxPooledBytes = 1 << 18;

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
        var most = Encoding.UTF8.GetMaxCharCount(file.Content.Length);
        var pooled = most <= MaxPooledBytes ? ArrayPool<char>.Shared.Rent(most) : null;
        var letters = pooled ?? new char[most];
        try
        {
            var text = letters.AsSpan(0, Encoding.UTF8.GetChars(file.Content, letters));
            var (tokens, known) = (
                TokenCounter.Count(text),
                file.Language is { } language
                    ? (Scanner.Scan(language, text), DeclaredNames.Find(text))
                    : (FileFacts.None, "")
            );
            return new()
            {
                Hash = file.Hash,
                Language = file.Language,
                Tokens = tokens,
                Facts = known.Item1,
                Names = known.Item2,
            };
        }
        finally
        {
            if (pooled is not null)
                ArrayPool<char>.Shared.Return(pooled);
        }
    }
}
