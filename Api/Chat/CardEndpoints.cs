using System.Collections.Immutable;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using YudaiV3.Api.Auth;
using YudaiV3.Api.Web;
using YudaiV3.Chat;

namespace YudaiV3.Api.Chat;

/// <summary>The context cards of a session: texts that a user adds for the model.</summary>
internal static class CardEndpoints
{
    public static void MapCards(this IEndpointRouteBuilder daifu)
    {
        const string cards = $"/sessions/{{{SessionIdParameter.Name}}}/context-cards";
        daifu.MapPost(cards, Add).WithSummary("Add a context card to a session");
        daifu.MapGet(cards, List).WithSummary("The context cards of a session");
        daifu.MapGet($"{cards}/{{card_id}}", Get).WithSummary("One context card of a session");
        daifu.MapDelete($"{cards}/{{card_id}}", Remove).WithSummary("Remove a context card from a session");
    }

    private static async Task<Ok<ContextCard>> Add(
        SessionIdParameter session,
        JsonBody<CardRequest> body,
        CurrentUser user,
        IGrainFactory grains
    ) => TypedResults.Ok(await grains.ChatSession(user.UserId, session.Value).AddCard(body.Value.ToCard()));

    private static async Task<Ok<CardListResponse>> List(
        SessionIdParameter session,
        CurrentUser user,
        IGrainFactory grains
    ) =>
        TypedResults.Ok(
            new CardListResponse(
                await grains.ChatSession(user.UserId, session.Value).Cards() ?? throw SessionIds.NotFound()
            )
        );

    private static async Task<Ok<ContextCard>> Get(
        SessionIdParameter session,
        [FromRoute(Name = "card_id")] string cardId,
        CurrentUser user,
        IGrainFactory grains
    ) =>
        TypedResults.Ok(
            (
                await grains.ChatSession(user.UserId, session.Value).Cards() ?? throw SessionIds.NotFound()
            ).FirstOrDefault(card => card.Id == cardId) ?? throw CardNotFound()
        );

    private static async Task<Ok<CardRemovedResponse>> Remove(
        SessionIdParameter session,
        [FromRoute(Name = "card_id")] string cardId,
        CurrentUser user,
        IGrainFactory grains
    ) =>
        await grains.ChatSession(user.UserId, session.Value).RemoveCard(cardId)
            ? TypedResults.Ok(new CardRemovedResponse())
            : throw CardNotFound();

    private static NotFoundException CardNotFound() => new("There is no such context card in this session.");
}

/// <summary>The body of <c>POST …/context-cards</c>.</summary>
internal sealed record CardRequest : IValidatedRequest
{
    private static readonly Dictionary<string, CardSource> Sources = new(StringComparer.OrdinalIgnoreCase)
    {
        ["chat"] = CardSource.Chat,
        ["file"] = CardSource.File,
        ["github"] = CardSource.Github,
        ["manual"] = CardSource.Manual,
        ["file-deps"] = CardSource.File,
        ["upload"] = CardSource.Manual,
    };

    public string? Title { get; init; }
    public string? Description { get; init; }
    public string? Content { get; init; }
    public string? Source { get; init; }

    public void Check(ValidationErrors problems)
    {
        problems.Require("title", Title, 255);
        problems.Limit("description", Description, 2_000);
        problems.Require("content", Content, 100_000);
        if (Source is null)
            problems.Add("source", "This field is required.");
        else if (!Sources.ContainsKey(Source))
            problems.Add("source", "This must be one of chat, file, github, manual.");
    }

    /// <summary>Creates the card. Its request id keeps a repeated call from adding it twice.</summary>
    public NewCard ToCard() =>
        new()
        {
            Title = Title!,
            Description = Description ?? "",
            Content = Content!,
            Source = Sources[Source!],
            RequestId = Guid.NewGuid().ToString(),
        };
}

internal sealed record CardListResponse(ImmutableArray<ContextCard> ContextCards);

internal sealed record CardRemovedResponse
{
    public bool Success { get; } = true;
}
