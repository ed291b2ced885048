using Microsoft.Extensions.Hosting;

namespace YudaiV3.Chat.Answering;

/// <summary>Loads the tokenizer before the silo takes its first message.</summary>
internal sealed class LoadTokens : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.Run(Tokens.Load, cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
