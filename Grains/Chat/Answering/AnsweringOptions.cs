using System.ComponentModel.DataAnnotations;

namespace YudaiV3.Chat.Answering;

/// <summary>
/// How patient DAifu is with the model, and how much it sends. Configuration section <c>Answering</c>.
/// </summary>
internal sealed record AnsweringOptions
{
    public const string Section = "Answering";

    /// <summary>For an answer with all its attempts and the waits between them.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:30:00")]
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>From a call to its first word, the model's silent thinking included.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:30:00")]
    public TimeSpan FirstWord { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Between two words.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan NextWord { get; init; } = TimeSpan.FromSeconds(20);

    [Range(1, 10)]
    public int Attempts { get; init; } = 3;

    /// <summary>Before the second attempt; it doubles with each further one, and chance varies it.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:01:00")]
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>How long an answer waits for the files of the ingested repository; then it goes without them.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "00:01:00")]
    public TimeSpan FilesWait { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Tokens of a whole prompt, counted with <c>o200k_base</c>.</summary>
    [Range(1_000, 1_000_000)]
    public int PromptTokens { get; init; } = 16_000;

    /// <summary>Tokens that the model is asked not to exceed in an answer.</summary>
    [Range(16, 100_000)]
    public int AnswerTokens { get; init; } = 4_096;

    /// <summary>
    /// Share of a silo's failed calls within <see cref="BreakerWindow"/> above which it leaves the endpoint alone for
    /// <see cref="BreakerPause"/>.
    /// </summary>
    [Range(0.01, 1.0)]
    public double BreakerRatio { get; init; } = 0.8;

    /// <summary>Calls within the window below which nothing is concluded.</summary>
    [Range(2, 10_000)]
    public int BreakerCalls { get; init; } = 20;

    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan BreakerWindow { get; init; } = TimeSpan.FromSeconds(30);

    [Range(typeof(TimeSpan), "00:00:00.5", "00:10:00")]
    public TimeSpan BreakerPause { get; init; } = TimeSpan.FromSeconds(10);
}
