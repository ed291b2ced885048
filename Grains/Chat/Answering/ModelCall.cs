using System.Text;
using Microsoft.Extensions.AI;

namespace YudaiV3.Chat.Answering;

/// <summary>
/// One call to the model. It writes the text to the sink as it arrives, and ends the call if the model is silent for
/// too long.
/// </summary>
internal sealed class ModelCall(IChatClient model, IAnswerSink sink, AnsweringOptions options, TimeProvider time)
{
    // A model that never ends must not fill the session.
    private const int MaxAnswerLength = 200_000;

    private readonly StringBuilder _text = new();
    private ChatFinishReason? _finishReason;

    public string? Model { get; private set; }
    public double Cost { get; private set; }

    /// <summary>Whether the sink has received text.</summary>
    public bool HasText => _text.Length > 0;

    /// <exception cref="ModelException">There is no answer, or only a part of it.</exception>
    public async Task<string> Run(IReadOnlyList<ChatMessage> prompt, CancellationToken stop)
    {
        using var silence = new CancellationTokenSource(options.FirstWord, time);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(stop, silence.Token);
        try
        {
            await Read(prompt, silence, timeout.Token);
        }
        catch (Exception exception)
            when (IsComplete
                && !stop.IsCancellationRequested
                && exception is ModelException or OperationCanceledException
            )
        {
            // Only the usage after the last word is missing.
        }
        catch (OperationCanceledException) when (silence.IsCancellationRequested && !stop.IsCancellationRequested)
        {
            throw new ModelException(
                HasText
                    ? "The model stopped in the middle of its answer."
                    : "The model did not begin to answer in time."
            )
            {
                Transient = true,
            };
        }
        stop.ThrowIfCancellationRequested();
        return CheckedText();
    }

    private bool IsComplete => _finishReason is not null && !IsBlank;

    private bool IsBlank
    {
        get
        {
            foreach (var chunk in _text.GetChunks())
                if (!chunk.Span.IsWhiteSpace())
                    return false;
            return true;
        }
    }

    private async Task Read(
        IReadOnlyList<ChatMessage> prompt,
        CancellationTokenSource silence,
        CancellationToken cancellationToken
    )
    {
        var chatOptions = new ChatOptions { MaxOutputTokens = options.AnswerTokens };
        await foreach (
            var update in model
                .GetStreamingResponseAsync(prompt, chatOptions, cancellationToken)
                .WithCancellation(cancellationToken)
        )
        {
            cancellationToken.ThrowIfCancellationRequested();
            Model = update.ModelId ?? Model;
            _finishReason = update.FinishReason ?? _finishReason;
            Cost += ModelCost.Read(update);
            if (update.Contents.Any(content => content is TextContent { Text.Length: > 0 } or TextReasoningContent))
                silence.CancelAfter(options.NextWord);
            if (update.Text.Length == 0)
                continue;
            _text.Append(update.Text);
            sink.Write(update.Text);
            if (_text.Length > MaxAnswerLength)
                break;
        }
    }

    private string CheckedText()
    {
        if (!IsBlank)
            return _text.ToString();
        throw _finishReason == ChatFinishReason.ContentFilter
            ? new ModelException("The model declined to answer this message.")
            : new ModelException("The model gave an empty answer.") { Transient = true };
    }
}
