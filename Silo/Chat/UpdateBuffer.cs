using System.Text;
using Microsoft.Extensions.AI;
using YudaiV3.Chat.Answering;

namespace YudaiV3.Silo.Chat;

/// <summary>Gathers the chunks that arrived together into one update.</summary>
internal sealed class UpdateBuffer
{
    private readonly StringBuilder _text = new();
    private string? _model,
        _finishReason;
    private double? _cost;
    private bool _isReasoning;

    public bool IsEmpty { get; private set; } = true;

    public void Add(CompletionChunk chunk)
    {
        IsEmpty = false;
        _model = chunk.Model ?? _model;
        _cost = chunk.Usage?.Cost ?? _cost;
        if (chunk.Choices is not [var choice, ..])
            return;
        _finishReason = choice.FinishReason ?? _finishReason;
        _text.Append(choice.Delta?.Content);
        _isReasoning |= choice.Delta is { Reasoning.Length: > 0 } or { ReasoningContent.Length: > 0 };
    }

    /// <summary>Returns the gathered update and empties the buffer.</summary>
    public ChatResponseUpdate Take()
    {
        var update = new ChatResponseUpdate { Role = ChatRole.Assistant, ModelId = _model };
        if (_isReasoning)
            update.Contents.Add(new TextReasoningContent(null));
        if (_text.Length > 0)
            update.Contents.Add(new TextContent(_text.ToString()));
        if (_finishReason is not null)
            update.FinishReason = new ChatFinishReason(_finishReason);
        if (_cost is { } dollars)
            ModelCost.Set(update, dollars);
        _text.Clear();
        (_finishReason, _cost, _isReasoning, IsEmpty) = (null, null, false, true);
        return update;
    }
}
