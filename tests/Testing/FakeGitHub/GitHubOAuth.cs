using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;

namespace YudaiV3.Testing.FakeGitHub;

/// <summary>
/// The web flow of one OAuth app: the page on which a person agrees, and the exchange of the code for a token.
/// </summary>
public sealed class GitHubOAuth(GitHubPeople people, TimeProvider time)
{
    private static readonly string[] Scopes = ["repo", "user", "read:user", "user:email", "gist", "workflow"];
    private static readonly TimeSpan CodeLifetime = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, Grant> _codes = new();

    public string ClientId { get; } = "Iv1." + RandomNumberGenerator.GetHexString(16, lowercase: true);
    public string ClientSecret { get; } = RandomNumberGenerator.GetHexString(40, lowercase: true);

    /// <summary>The registered callback of the app.</summary>
    public Uri Callback { get; set; } = new("http://localhost/auth/callback");

    /// <summary>The person at the browser. They agree at once, or decline if <see cref="Agrees"/> is false.</summary>
    public GitHubPerson? Person { get; set; }

    public bool Agrees { get; set; } = true;

    /// <summary>The tokens that were issued.</summary>
    public ConcurrentQueue<string> Tokens { get; } = new();

    internal void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/login/oauth/authorize", Authorize);
        routes.MapPost("/login/oauth/access_token", (Delegate)Exchange);
        routes.MapPost("/api/v3/applications/{clientId}/token", (Delegate)Check);
        routes.MapDelete("/api/v3/applications/{clientId}/token", (Delegate)Delete);
    }

    /// <summary>Creates a code as the page does, for any person and challenge.</summary>
    public string NewCode(
        GitHubPerson person,
        string? challenge = null,
        string? redirectUri = null,
        params string[] scopes
    )
    {
        var code = RandomNumberGenerator.GetHexString(20, lowercase: true);
        _codes[code] = new(
            person,
            redirectUri ?? Callback.OriginalString,
            challenge,
            scopes,
            time.GetUtcNow() + CodeLifetime
        );
        return code;
    }

    private IResult Authorize(HttpContext context)
    {
        var query = context.Request.Query;
        if (query["client_id"] != ClientId)
            return Results.NotFound();
        var state = query["state"].ToString();
        var redirect = query["redirect_uri"].ToString() is { Length: > 0 } requested
            ? requested
            : Callback.OriginalString;
        if (!IsCallback(redirect))
            return RedirectBack(
                Callback.OriginalString,
                ("error", "redirect_uri_mismatch"),
                ("error_description", "The redirect_uri MUST match the registered callback URL for this application."),
                ("state", state)
            );
        var challenge = query["code_challenge"].ToString() is { Length: > 0 } value ? value : null;
        if (challenge is not null && query["code_challenge_method"] != "S256")
            return Results.BadRequest();
        if (Person is null)
            return Results.Redirect(
                "/login?return_to=" + Uri.EscapeDataString(context.Request.Path + context.Request.QueryString)
            );
        if (!Agrees)
            return RedirectBack(
                redirect,
                ("error", "access_denied"),
                ("error_description", "The user has denied your application access."),
                ("state", state)
            );
        var granted = query["scope"].ToString().Split(' ', ',').Intersect(Scopes).ToArray();
        return RedirectBack(redirect, ("code", NewCode(Person, challenge, redirect, granted)), ("state", state));
    }

    private async Task<IResult> Exchange(HttpContext context)
    {
        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync() : FormCollection.Empty;
        string? Field(string name) =>
            form[name].ToString() is { Length: > 0 } inForm ? inForm
            : context.Request.Query[name].ToString() is { Length: > 0 } inQuery ? inQuery
            : null;
        if (Field("client_id") != ClientId || Field("client_secret") != ClientSecret)
            return CreateResponse(
                context,
                ("error", "incorrect_client_credentials"),
                ("error_description", "The client_id and/or client_secret passed are incorrect.")
            );
        // A code can be used once, even if the exchange fails.
        if (
            Field("code") is not { } code
            || !_codes.TryRemove(code, out var grant)
            || grant.Until <= time.GetUtcNow()
            || !Verifies(grant.Challenge, Field("code_verifier"))
        )
            return CreateResponse(
                context,
                ("error", "bad_verification_code"),
                ("error_description", "The code passed is incorrect or expired.")
            );
        if (Field("redirect_uri") is { } redirect && redirect != grant.RedirectUri)
            return CreateResponse(
                context,
                ("error", "redirect_uri_mismatch"),
                ("error_description", "The redirect_uri MUST match the registered callback URL for this application.")
            );
        var token = people.NewToken(grant.Person, "gho_", ClientId, grant.Scopes);
        Tokens.Enqueue(token);
        return CreateResponse(
            context,
            ("access_token", token),
            ("scope", string.Join(',', grant.Scopes)),
            ("token_type", "bearer")
        );
    }

    /// <summary>"Check a token": the app asks whether GitHub issued a token to it.</summary>
    private async Task<IResult> Check(HttpContext context, string clientId)
    {
        if (!IsApp(context, clientId))
            return RestRules.Message("Not Found", 404);
        return await OwnToken(context) is { } token && people.Find(token) is var (person, found)
            ? Results.Json(
                new
                {
                    token,
                    scopes = found.Scopes,
                    app = new { client_id = ClientId, name = "app" },
                    user = new { login = person.Login, id = person.Id },
                }
            )
            : RestRules.Message("Not Found", 404);
    }

    /// <summary>"Delete an app token": the app revokes a token that GitHub issued to it.</summary>
    private async Task<IResult> Delete(HttpContext context, string clientId)
    {
        if (!IsApp(context, clientId) || await OwnToken(context) is not { } token)
            return RestRules.Message("Not Found", 404);
        people.Revoke(token);
        return Results.NoContent();
    }

    /// <summary>Whether the app signs in with its id and secret.</summary>
    private bool IsApp(HttpContext context, string clientId) =>
        clientId == ClientId
        && context.Request.Headers.Authorization
            == "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{ClientId}:{ClientSecret}"));

    /// <summary>The token in the body if it is one of this app.</summary>
    private async Task<string?> OwnToken(HttpContext context)
    {
        using var body = await JsonDocument.ParseAsync(context.Request.Body);
        return
            body.RootElement.TryGetProperty("access_token", out var property)
            && property.GetString() is { } token
            && people.Find(token)?.Token.ClientId == ClientId
            ? token
            : null;
    }

    /// <summary>Whether host and port are registered, and the path is the registered one or below it.</summary>
    private bool IsCallback(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && uri.GetLeftPart(UriPartial.Authority) == Callback.GetLeftPart(UriPartial.Authority)
        && (
            uri.AbsolutePath == Callback.AbsolutePath
            || uri.AbsolutePath.StartsWith(Callback.AbsolutePath.TrimEnd('/') + "/", StringComparison.Ordinal)
        );

    private static bool Verifies(string? challenge, string? verifier) =>
        challenge is null
        || verifier is not null
            && challenge == WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));

    private static IResult RedirectBack(string to, params (string Name, string Value)[] values) =>
        Results.Redirect(
            QueryHelpers.AddQueryString(
                to,
                values
                    .Where(value => value.Value.Length > 0)
                    .Select(value => KeyValuePair.Create(value.Name, (string?)value.Value))
            )
        );

    /// <summary>Returns status 200, for errors too, with a form unless the client accepts JSON.</summary>
    private static IResult CreateResponse(HttpContext context, params (string Name, string Value)[] values) =>
        context.Request.Headers.Accept.ToString().Contains("json", StringComparison.Ordinal)
            ? Results.Json(values.ToDictionary(value => value.Name, value => value.Value))
            : Results.Text(
                string.Join('&', values.Select(value => $"{value.Name}={Uri.EscapeDataString(value.Value)}")),
                "application/x-www-form-urlencoded"
            );

    private sealed record Grant(
        GitHubPerson Person,
        string RedirectUri,
        string? Challenge,
        string[] Scopes,
        DateTimeOffset Until
    );
}
