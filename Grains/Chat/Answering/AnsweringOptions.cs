using System.ComponentModel.DataAnnotations;

namespace YudaiV3.Chat.Answering;

/// <summary>
/// Limits of answers: time, attempts and tokens. Configuration section <c>Answering</c>.
/// </summary>
internal sealed record AnsweringOptions
{
    public const string Section = "Answering";

    /// <summary>The time for an answer, with all its attempts and the delays between them.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:30:00")]
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>The longest silence from a call to its first word, including silent reasoning.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:30:00")]
    public TimeSpan FirstWord { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The longest silence between two words.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan NextWord { get; init; } = TimeSpan.FromSeconds(20);

    [Range(1, 10)]
    public int Attempts { get; init; } = 3;

    /// <summary>The delay before the second attempt. It doubles with each further attempt, with jitter.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:01:00")]
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>
    /// How long an answer waits for the relevant files of the repository, before it goes on without them and says so.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "00:01:00")]
    public TimeSpan FilesWait { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Tokens of a whole prompt, counted with <c>o200k_base</c>.</summary>
    [Range(1_000, 1_000_000)]
    public int PromptTokens { get; init; } = 16_000;

    /// <summary>The limit of tokens in an answer, which the request contains.</summary>
    [Range(16, 100_000)]
    public int AnswerTokens { get; init; } = 4_096;

    /// <summary>
    /// The share of failed calls within <see cref="BreakerWindow"/> at which the circuit breaker of a silo opens for
    /// <see cref="BreakerPause"/>.
    /// </summary>
    [Range(0.01, 1.0)]
    public double BreakerRatio { get; init; } = 0.8;

    /// <summary>With fewer calls within the window, the circuit breaker stays closed.</summary>
    [Range(2, 10_000)]
    public int BreakerCalls { get; init; } = 20;

    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan BreakerWindow { get; init; } = TimeSpan.FromSeconds(30);

    [Range(typeof(TimeSpan), "00:00:00.5", "00:10:00")]
    public TimeSpan BreakerPause { get; init; } = TimeSpan.FromSeconds(10);
}
