using System.ClientModel;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using OpenAI.Chat;
using YudaiV3.Chat.Answering;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;

namespace YudaiV3.Silo.Chat;

/// <summary>The endpoint as <c>Grains</c> wants it: every failure is a <see cref="ModelException"/> that says nothing the provider wrote, and a call's cost comes with it.</summary>
internal sealed partial class EndpointChatClient(IChatClient inner, ILogger<EndpointChatClient> logger) : DelegatingChatClient(inner)
{
    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await using var updates = base.GetStreamingResponseAsync(messages, options, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await Next(updates, cancellationToken))
            yield return updates.Current;
    }

    public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        await GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    private async Task<bool> Next(IAsyncEnumerator<ChatResponseUpdate> updates, CancellationToken cancellationToken)
    {
        try
        {
            if (!await updates.MoveNextAsync())
                return false;
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (ClientResultException refused)
        {
            Refused(refused.Status);
            throw Failures.Of(refused);
        }
        catch (Exception broken)
        {
            // Whatever the client stumbles over, cut connections and answers that are no JSON alike, is the endpoint's doing. Its text may quote the endpoint's.
            Broke(broken.GetType().Name);
            throw Failures.Broken();
        }
        Read(updates.Current);
        return true;
    }

#pragma warning disable SCME0001 // The only way to fields that OpenAI itself does not have.
    private void Read(ChatResponseUpdate update)
    {
        if (update.RawRepresentation is not StreamingChatCompletionUpdate raw)
            return;
        if (raw.Patch.Contains("$.error"u8))
        {
            Broke("error in the stream");
            throw Failures.Broken();
        }
        if (raw.Usage is { } usage && usage.Patch.TryGetValue("$.cost"u8, out double dollars))
            ModelCost.Set(update, dollars);
    }
#pragma warning restore SCME0001

    [LoggerMessage(Level = LogLevel.Warning, Message = "The model endpoint answered {Status}")]
    private partial void Refused(int status);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The model endpoint's answer broke off: {Kind}")]
    private partial void Broke(string kind);
}
