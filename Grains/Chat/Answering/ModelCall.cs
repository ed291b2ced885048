using System.Text;
using Microsoft.Extensions.AI;

namespace YudaiV3.Chat.Answering;

/// <summary>
/// One call of the model: its words go to the sink as they come, and a model that falls silent is given up.
/// </summary>
internal sealed class ModelCall(IChatClient model, IAnswerSink sink, AnsweringOptions options, TimeProvider time)
{
    // A model that never ends must not fill the session.
    private const int MaxAnswerLength = 200_000;

    private readonly StringBuilder _text = new();
    private ChatFinishReason? _finished;

    public string? Model { get; private set; }
    public double Cost { get; private set; }

    /// <summary>Words have gone out.</summary>
    public bool Wrote => _text.Length > 0;

    /// <exception cref="ModelException">There is no answer, or only a part of one.</exception>
    public async Task<string> Run(IReadOnlyList<ChatMessage> prompt, CancellationToken stop)
    {
        using var silence = new CancellationTokenSource(options.FirstWord, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, silence.Token);
        try
        {
            await Read(prompt, silence, either.Token);
        }
        catch (Exception failed)
            when (Complete && !stop.IsCancellationRequested && failed is ModelException or OperationCanceledException)
        {
            // Only the figures after the last word are missing.
        }
        catch (OperationCanceledException) when (silence.IsCancellationRequested && !stop.IsCancellationRequested)
        {
            throw new ModelException(
                Wrote ? "The model stopped in the middle of its answer." : "The model did not begin to answer in time."
            )
            {
                Transient = true,
            };
        }
        stop.ThrowIfCancellationRequested();
        return Checked();
    }

    private bool Complete => _finished is not null && !IsBlank;

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
        CancellationToken either
    )
    {
        var asked = new ChatOptions { MaxOutputTokens = options.AnswerTokens };
        await foreach (var update in model.GetStreamingResponseAsync(prompt, asked, either).WithCancellation(either))
        {
            either.ThrowIfCancellationRequested();
            Model = update.ModelId ?? Model;
            _finished = update.FinishReason ?? _finished;
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

    private string Checked()
    {
        if (!IsBlank)
            return _text.ToString();
        throw _finished == ChatFinishReason.ContentFilter
            ? new ModelException("The model declined to answer this message.")
            : new ModelException("The model gave an empty answer.") { Transient = true };
    }
}
