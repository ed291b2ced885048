using Microsoft.Extensions.DependencyInjection;

namespace YudaiV3.Chat.Answering;

/// <summary>Registers what answers; the model itself, an <c>IChatClient</c>, comes from the host.</summary>
internal static class AnsweringServices
{
    public static IServiceCollection AddAnswering(this IServiceCollection services) => services.AddSingleton<Answerer>();
}
