using System.Buffers;
using System.Text;
using YudaiV3.CodeAnalysis.Scan;
using YudaiV3.CodeAnalysis.Tokens;

namespace YudaiV3.RepoIngest.Execution;

/// <summary>Analyzes contents on the processors that a silo can spare.</summary>
internal static class TextAnalyzer
{
    /// <summary>Larger texts are rare, and each thread would pool a buffer for one.</summary>
    private const int MaxPooledBytes = 1 << 18;

    // One processor stays free: analysis uses all that it gets, and the silo must stay responsive.
    private static readonly SemaphoreSlim Processors = new(Math.Max(1, Environment.ProcessorCount - 1));

    /// <summary>Runs a long computation when a processor is free.</summary>
    public static async Task<T> Run<T>(Func<T> compute)
    {
        await Processors.WaitAsync();
        try
        {
            return await Task.Run(compute);
        }
        finally
        {
            Processors.Release();
        }
    }

    public static AnalyzedText Analyze(string hash, SourceLanguage? language, byte[] content)
    {
        var maxChars = Encoding.UTF8.GetMaxCharCount(content.Length);
        var pooled = maxChars <= MaxPooledBytes ? ArrayPool<char>.Shared.Rent(maxChars) : null;
        var letters = pooled ?? new char[maxChars];
        try
        {
            var text = letters.AsSpan(0, Encoding.UTF8.GetChars(content, letters));
            var (facts, names) = language is { } known
                ? (Scanner.Scan(known, text), DeclaredNames.Find(text))
                : (FileFacts.None, "");
            return new()
            {
                Hash = hash,
                Language = language,
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
