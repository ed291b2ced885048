using Microsoft.Extensions.Hosting;
using YudaiV3.CodeAnalysis.Tokens;

namespace YudaiV3.Chat.Answering;

/// <summary>Loads the tokenizer before the silo receives its first message.</summary>
internal sealed class TokenizerWarmup : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.Run(TokenCounter.Load, cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
