using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;

namespace YudaiV3.Testing.FakeGitHub;

/// <summary>
/// The web flow of one OAuth app: the page where a person agrees, and the exchange of the code for a token.
/// </summary>
public sealed class GitHubOAuth(GitHubPeople people, TimeProvider time)
{
    private static readonly string[] Scopes = ["repo", "user", "read:user", "user:email", "gist", "workflow"];
    private static readonly TimeSpan CodesAreGoodFor = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, Grant> _codes = new();

    public string ClientId { get; } = "Iv1." + RandomNumberGenerator.GetHexString(16, lowercase: true);
    public string ClientSecret { get; } = RandomNumberGenerator.GetHexString(40, lowercase: true);

    /// <summary>Where the app has its callback.</summary>
    public Uri Callback { get; set; } = new("http://localhost/auth/callback");

    /// <summary>Who sits at the browser; they agree at once, unless <see cref="Agrees"/> says otherwise.</summary>
    public GitHubPerson? Person { get; set; }

    public bool Agrees { get; set; } = true;

    /// <summary>The tokens that were given out.</summary>
    public ConcurrentQueue<string> Tokens { get; } = new();

    internal void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/login/oauth/authorize", Authorize);
        routes.MapPost("/login/oauth/access_token", (Delegate)Exchange);
    }

    /// <summary>A code as the page would give it, for the person and challenge of one's choice.</summary>
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
            time.GetUtcNow() + CodesAreGoodFor
        );
        return code;
    }

    private IResult Authorize(HttpContext context)
    {
        var query = context.Request.Query;
        if (query["client_id"] != ClientId)
            return Results.NotFound();
        var state = query["state"].ToString();
        var redirect = query["redirect_uri"].ToString() is { Length: > 0 } asked ? asked : Callback.OriginalString;
        if (!IsCallback(redirect))
            return Back(
                Callback.OriginalString,
                ("error", "redirect_uri_mismatch"),
                ("error_description", "The redirect_uri MUST match the registered callback URL for this application."),
                ("state", state)
            );
        var challenge = query["code_challenge"].ToString() is { Length: > 0 } given ? given : null;
        if (challenge is not null && query["code_challenge_method"] != "S256")
            return Results.BadRequest();
        if (Person is null)
            return Results.Redirect(
                "/login?return_to=" + Uri.EscapeDataString(context.Request.Path + context.Request.QueryString)
            );
        if (!Agrees)
            return Back(
                redirect,
                ("error", "access_denied"),
                ("error_description", "The user has denied your application access."),
                ("state", state)
            );
        var granted = query["scope"].ToString().Split(' ', ',').Intersect(Scopes).ToArray();
        return Back(redirect, ("code", NewCode(Person, challenge, redirect, granted)), ("state", state));
    }

    private async Task<IResult> Exchange(HttpContext context)
    {
        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync() : FormCollection.Empty;
        string? Field(string name) =>
            form[name].ToString() is { Length: > 0 } inForm ? inForm
            : context.Request.Query[name].ToString() is { Length: > 0 } inQuery ? inQuery
            : null;
        if (Field("client_id") != ClientId || Field("client_secret") != ClientSecret)
            return Say(
                context,
                ("error", "incorrect_client_credentials"),
                ("error_description", "The client_id and/or client_secret passed are incorrect.")
            );
        // Whatever comes of it, a code is looked at once.
        if (
            Field("code") is not { } code
            || !_codes.TryRemove(code, out var grant)
            || grant.Until <= time.GetUtcNow()
            || !Verifies(grant.Challenge, Field("code_verifier"))
        )
            return Say(
                context,
                ("error", "bad_verification_code"),
                ("error_description", "The code passed is incorrect or expired.")
            );
        if (Field("redirect_uri") is { } redirect && redirect != grant.RedirectUri)
            return Say(
                context,
                ("error", "redirect_uri_mismatch"),
                ("error_description", "The redirect_uri MUST match the registered callback URL for this application.")
            );
        var token = people.NewToken(grant.Person, "gho_", grant.Scopes);
        Tokens.Enqueue(token);
        return Say(
            context,
            ("access_token", token),
            ("scope", string.Join(',', grant.Scopes)),
            ("token_type", "bearer")
        );
    }

    /// <summary>Host and port as registered, and a path at or below the registered one.</summary>
    private bool IsCallback(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var asked)
        && asked.GetLeftPart(UriPartial.Authority) == Callback.GetLeftPart(UriPartial.Authority)
        && (
            asked.AbsolutePath == Callback.AbsolutePath
            || asked.AbsolutePath.StartsWith(Callback.AbsolutePath.TrimEnd('/') + "/", StringComparison.Ordinal)
        );

    private static bool Verifies(string? challenge, string? verifier) =>
        challenge is null
        || verifier is not null
            && challenge == WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));

    private static IResult Back(string to, params (string Name, string Value)[] values) =>
        Results.Redirect(
            QueryHelpers.AddQueryString(
                to,
                values
                    .Where(value => value.Value.Length > 0)
                    .Select(value => KeyValuePair.Create(value.Name, (string?)value.Value))
            )
        );

    /// <summary>Status 200 for errors too, and a form unless JSON is asked for.</summary>
    private static IResult Say(HttpContext context, params (string Name, string Value)[] values) =>
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
