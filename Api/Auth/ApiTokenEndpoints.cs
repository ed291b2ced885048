using System.Collections.Immutable;
using Microsoft.AspNetCore.Http.HttpResults;
using YudaiV3.Api.Web;
using YudaiV3.Auth;

namespace YudaiV3.Api.Auth;

/// <summary>The caller's API tokens. A token cannot make or delete tokens.</summary>
internal static class ApiTokenEndpoints
{
    public static void MapApiTokens(this IEndpointRouteBuilder auth)
    {
        auth.MapPost("/api-tokens", Create)
            .RequireAuthorization()
            .WithSummary("Make an API token")
            .WithDescription("The token is shown once. It acts with the GitHub token of the login that makes it.");
        auth.MapGet("/api-tokens", List)
            .RequireAuthorization()
            .WithSummary("The caller's API tokens, the newest first");
        auth.MapDelete("/api-tokens/{id}", Delete)
            .RequireAuthorization()
            .WithSummary("Delete an API token")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Ok<NewApiTokenResponse>> Create(
        JsonBody<ApiTokenRequest> body,
        CurrentUser user,
        RateLimits limits,
        IGrainFactory grains,
        TimeProvider time,
        SecurityLog log
    )
    {
        limits.CountLoginChange(user.UserId);
        var (secret, text) = ApiTokenSecret.Create(user.UserId);
        var token = await grains
            .UserLogins(user.UserId)
            .CreateApiToken(
                new()
                {
                    Id = secret.Id,
                    Hash = secret.Hash,
                    Name = body.Value.Name!.Trim(),
                    Scopes = [.. ApiTokenScopes.All.Intersect(body.Value.Scopes!)],
                    ExpiresAt = time.GetUtcNow().AddDays(body.Value.ExpiresInDays!.Value),
                }
            );
        log.ApiTokenMade(user.UserId, token.Id, string.Join(' ', token.Scopes));
        return TypedResults.Ok(new NewApiTokenResponse(token.Id, token.Name, text, token.Scopes, token.ExpiresAt));
    }

    private static async Task<Ok<ApiTokensResponse>> List(CurrentUser user, IGrainFactory grains) =>
        TypedResults.Ok(
            new ApiTokensResponse([
                .. (await grains.UserLogins(user.UserId).ApiTokens()).Select(token => new ApiTokenResponse(
                    token.Id,
                    token.Name,
                    token.Scopes,
                    token.CreatedAt,
                    token.ExpiresAt,
                    token.LastUsedAt
                )),
            ])
        );

    private static async Task<Ok<SignOutResponse>> Delete(
        string id,
        CurrentUser user,
        RateLimits limits,
        IGrainFactory grains,
        SecurityLog log
    )
    {
        limits.CountLoginChange(user.UserId);
        if (!await grains.UserLogins(user.UserId).DeleteApiToken(id))
            throw new NotFoundException("There is no such token.");
        log.ApiTokenDeleted(user.UserId, id);
        return TypedResults.Ok(new SignOutResponse("The token was deleted."));
    }
}

/// <summary>The body of <c>POST /auth/api-tokens</c>.</summary>
internal sealed record ApiTokenRequest : IValidatedRequest
{
    private const int MaxNameLength = 100,
        MaxDays = 365;

    public string? Name { get; init; }
    public string[]? Scopes { get; init; }
    public int? ExpiresInDays { get; init; }

    public void Check(ValidationErrors problems)
    {
        problems.Require("name", Name, MaxNameLength);
        if (Scopes is not { Length: > 0 } || Scopes.Except(ApiTokenScopes.All).Any())
            problems.Add("scopes", $"Name at least one of: {string.Join(", ", ApiTokenScopes.All)}.");
        if (ExpiresInDays is { } days)
            problems.Range("expires_in_days", days, 1, MaxDays);
        else
            problems.Add("expires_in_days", "This field is required.");
    }
}

/// <summary>A new API token, shown only here.</summary>
internal sealed record NewApiTokenResponse(
    string Id,
    string Name,
    string Token,
    ImmutableArray<string> Scopes,
    DateTimeOffset ExpiresAt
)
{
    // A record would print the token.
    public override string ToString() => $"API token {Id}";
}

/// <summary>The caller's API tokens, the newest first.</summary>
internal sealed record ApiTokensResponse(ApiTokenResponse[] Tokens);

/// <summary>An API token without its secret.</summary>
internal sealed record ApiTokenResponse(
    string Id,
    string Name,
    ImmutableArray<string> Scopes,
    DateTimeOffset CreatedAt,
    DateTimeOffset ExpiresAt,
    DateTimeOffset? LastUsedAt
);
