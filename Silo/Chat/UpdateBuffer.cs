using System.Text;
using Microsoft.Extensions.AI;
using YudaiV3.Chat.Answering;

namespace YudaiV3.Silo.Chat;

/// <summary>Chunks that came together, on their way to become one update.</summary>
internal sealed class UpdateBuffer
{
    private readonly StringBuilder _text = new();
    private string? _model,
        _finished;
    private double? _cost;
    private bool _thinks;

    public bool IsEmpty { get; private set; } = true;

    public void Add(CompletionChunk chunk)
    {
        IsEmpty = false;
        _model = chunk.Model ?? _model;
        _cost = chunk.Usage?.Cost ?? _cost;
        if (chunk.Choices is not [var choice, ..])
            return;
        _finished = choice.FinishReason ?? _finished;
        _text.Append(choice.Delta?.Content);
        _thinks |= choice.Delta is { Reasoning.Length: > 0 } or { ReasoningContent.Length: > 0 };
    }

    /// <summary>All of it, and begins anew.</summary>
    public ChatResponseUpdate Take()
    {
        var update = new ChatResponseUpdate { Role = ChatRole.Assistant, ModelId = _model };
        if (_thinks)
            update.Contents.Add(new TextReasoningContent(null));
        if (_text.Length > 0)
            update.Contents.Add(new TextContent(_text.ToString()));
        if (_finished is not null)
            update.FinishReason = new ChatFinishReason(_finished);
        if (_cost is { } dollars)
            ModelCost.Set(update, dollars);
        _text.Clear();
        (_finished, _cost, _thinks, IsEmpty) = (null, null, false, true);
        return update;
    }
}
