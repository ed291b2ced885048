using Microsoft.ML.Tokenizers;

namespace YudaiV3.Chat.Answering;

/// <summary>Counts tokens with <c>o200k_base</c>.</summary>
internal static class Tokens
{
    private static readonly Lazy<TiktokenTokenizer> Tokenizer = new(() => TiktokenTokenizer.CreateForEncoding("o200k_base"));

    public static int Count(string text) => Tokenizer.Value.CountTokens(text);
}
