using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using Orleans.Placement;
using YudaiV3.Chat.Answering;
using YudaiV3.CodeAnalysis.Scan;
using YudaiV3.CodeAnalysis.Tokens;

namespace YudaiV3.RepoIngest.Execution;

/// <summary>Analyzes files for an ingest. Stateless.</summary>
[RandomPlacement]
[GrainType("analyzer")]
internal sealed class DependencyWorkerGrain : Grain, IDependencyWorker
{
    /// <summary>Larger texts are rare, and each thread would pool a buffer for one.</summary>
    private const int MaxPooledBytes = 1 << 18;

    // One processor stays free: analysis uses all that it gets, and the silo must stay responsive.
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
        var maxChars = Encoding.UTF8.GetMaxCharCount(file.Content.Length);
        var pooled = maxChars <= MaxPooledBytes ? ArrayPool<char>.Shared.Rent(maxChars) : null;
        var letters = pooled ?? new char[maxChars];
        try
        {
            var text = letters.AsSpan(0, Encoding.UTF8.GetChars(file.Content, letters));
            var (facts, names) = file.Language is { } language
                ? (Scanner.Scan(language, text), DeclaredNames.Find(text))
                : (FileFacts.None, "");
            return new()
            {
                Hash = file.Hash,
                Language = file.Language,
                Tokens = TokenCounter.Count(text),
                Facts = facts,
                Names = names,
            };
        }
        finally
        {
            if (pooled is not null)
                ArrayPool<char>.Shared.Return(pooled);
        }
    }
}
