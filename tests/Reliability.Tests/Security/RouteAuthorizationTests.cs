using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.RegularExpressions;

namespace YudaiV3.Reliability.Tests.Security;

/// <summary>
/// Sends every bad credential and another user's ids to every route and socket. Afterwards no secret is found in logs,
/// rows, the dashboard or prompts.
/// </summary>
[Collection(nameof(SecurityFixture))]
public sealed partial class RouteAuthorizationTests(SecurityFixture fixture, MeasurementReport report)
{
    /// <summary>The routes that need no credential, and why.</summary>
    private static readonly HashSet<string> OpenRoutes =
    [
        "GET /",
        "HEAD /", // the page
        "GET /health",
        "HEAD /health",
        "GET /health/live",
        "HEAD /health/live", // load balancers
        "GET /auth/login",
        "GET /auth/callback",
        "POST /auth/token",
        "POST /auth/dev-login", // sign-in
        "GET /auth/config",
        "GET /auth/status", // the ways to sign in, and whether the caller is signed in
        "GET /daifu/sessions/{session_id}/ws", // accepts credentials in ways of its own
    ];

    [Fact]
    public async Task Routes_reject_bad_credentials_and_other_users_and_leave_no_secret()
    {
        var routes = await ApiRoute.GetAll(fixture.Owner);
        Assert.True(routes.Count > 50, $"only {routes.Count} routes are described");
        Assert.Empty(
            routes
                .Where(route => !route.NeedsBearer)
                .Select(route => route.ToString().TrimEnd('/'))
                .Except(OpenRoutes.Select(open => open.TrimEnd('/')))
        );
        var (before, filed) = (await GetOwnerState(), fixture.Repository.Issues.Count);

        var requests =
            await SendBadCredentials([.. routes.Where(route => route.NeedsBearer)])
            + await ConnectWithBadCredentials()
            + await SendAsOtherUser([.. routes.Where(route => route.NeedsBearer)]);

        Assert.Equal(before, await GetOwnerState());
        Assert.Equal(filed, fixture.Repository.Issues.Count);
        await AssertNoSecrets();
        report.Add(
            "requests with bad credentials or ids of another user",
            $"{requests} requests to {routes.Count} routes, 0 accepted, 0 secrets found",
            "0, 0"
        );
    }

    private async Task<int> SendBadCredentials(IReadOnlyList<ApiRoute> routes)
    {
        var tokens = await GetBadTokens();
        foreach (var (kind, token) in tokens)
        {
            foreach (var route in routes)
            {
                var (status, text, headers) = await fixture.Send(route.Method, route.Path(fixture.Ids), token);
                Assert.True(status == HttpStatusCode.Unauthorized, $"{route} with {kind}: {(int)status} {text}");
                Assert.NotEmpty(headers.WwwAuthenticate);
                AssertNoSecret(text, $"{route} with {kind}");
                Assert.Equal(
                    HttpStatusCode.Unauthorized,
                    (await fixture.Send(route.Method, "/api" + route.Path(fixture.Ids), token)).Status
                );
            }
        }
        return 2 * tokens.Count * routes.Count;
    }

    private async Task<IReadOnlyDictionary<string, string?>> GetBadTokens()
    {
        var valid = fixture.Owner.DefaultRequestHeaders.Authorization!.Parameter!;
        using var signedOut = await fixture.SignIn(fixture.Repository.Owner);
        var revoked = signedOut.DefaultRequestHeaders.Authorization!.Parameter!;
        (await signedOut.PostAsync("/auth/logout", null)).EnsureSuccessStatusCode();
        return new Dictionary<string, string?>(new TokenForger(valid).All) { ["revoked"] = revoked };
    }

    private async Task<int> ConnectWithBadCredentials()
    {
        var path = $"/daifu/sessions/{fixture.Ids["session_id"]}/ws";
        var requests = 0;
        foreach (var (kind, token) in await GetBadTokens())
        {
            foreach (
                var (query, header, protocol) in (IEnumerable<(string, string?, string?)>)
                    [
                        ($"?token={token}", null, null),
                        ("", $"Bearer {token}", null),
                        ("", null, token),
                        ($"?ticket={token}", null, null),
                    ]
            )
            {
                var closed = await Send(path + query, header, protocol);
                Assert.True(closed.Code == 4401, $"a socket with {kind}: {closed}");
                requests++;
            }
        }
        var otherUser = $"Bearer {fixture.OtherUser.DefaultRequestHeaders.Authorization!.Parameter}";
        var (code, text) = await Send(path, otherUser, null);
        Assert.Equal(4404, code);
        AssertNoSecret(text, "another user's socket");
        return requests + 1;
    }

    private async Task<int> SendAsOtherUser(IReadOnlyList<ApiRoute> routes)
    {
        var token = fixture.OtherUser.DefaultRequestHeaders.Authorization!.Parameter;
        // What ends the login, or its rights at GitHub, comes last.
        string[] last = ["/auth/github/disconnect", "/auth/logout", "/auth/logout-everywhere"];
        foreach (var route in routes.OrderBy(route => Array.FindIndex(last, route.Pattern.EndsWith)))
        {
            var (status, text, _) = await fixture.Send(route.Method, route.Path(fixture.Ids), token);
            AssertNoSecret(text, $"{route} of another user");
            if (!route.HasIds)
                continue;
            // A response about another user's object must be the same as about an object that does not exist.
            var (missingStatus, missingText, _) = await fixture.Send(
                route.Method,
                route.Path(fixture.MissingIds),
                token
            );
            Assert.True(
                status == missingStatus && RemoveIds(text, fixture.Ids) == RemoveIds(missingText, fixture.MissingIds),
                $"{route}: {(int)status} {text} is not {(int)missingStatus} {missingText}"
            );
            Assert.True((int)status is >= 400 and < 500, $"{route}: {(int)status} {text}");
        }
        Assert.DoesNotContain(fixture.Model.Requests.Where(request => request.Question == "hello"), request =>
            request.Messages.Any(message =>
                message.Content.Contains(SecurityFixture.PrivateText, StringComparison.Ordinal)
            )
        );
        return 2 * routes.Count;
    }

    private void AssertNoSecret(string text, string where)
    {
        Assert.False(
            text.Contains(SecurityFixture.PrivateText, StringComparison.Ordinal),
            $"{where} contains private text: {text}"
        );
        foreach (var secret in fixture.Secrets)
            Assert.False(text.Contains(secret, StringComparison.Ordinal), $"{where} contains a secret: {text}");
    }

    private async Task AssertNoSecrets()
    {
        var places = new Dictionary<string, string>
        {
            ["a log"] = Traces.Logs(fixture.Cluster),
            ["a row"] = await Traces.Rows(fixture.Cluster),
            ["the dashboard"] = await Traces.Dashboard(
                fixture.Cluster,
                ("YudaiV3.Auth.UserGrain", $"user/{fixture.Repository.Owner.Id}"),
                ("YudaiV3.Chat.ChatSessionGrain", $"session/{fixture.Repository.Owner.Id}/{fixture.Ids["session_id"]}")
            ),
            ["the owner's own state"] = await GetOwnerState(),
            ["a prompt"] = string.Join(
                '\n',
                fixture.Model.Requests.SelectMany(request => request.Messages).Select(message => message.Content)
            ),
        };
        Assert.Contains(SecurityFixture.PrivateText, places["a row"], StringComparison.Ordinal);
        foreach (var (place, text) in places)
        {
            foreach (var secret in fixture.Secrets)
            {
                Assert.False(text.Contains(secret, StringComparison.Ordinal), $"{place} contains {secret}");
                Assert.False(
                    text.Contains(Convert.ToHexStringLower(Encoding.UTF8.GetBytes(secret)), StringComparison.Ordinal),
                    $"{place} contains {secret} in hexadecimal"
                );
            }
        }
        Assert.False(
            places["a log"].Contains(SecurityFixture.PrivateText, StringComparison.Ordinal),
            "a log contains the text of a message"
        );
    }

    /// <summary>The owner's data that another user could try to change.</summary>
    private async Task<string> GetOwnerState() =>
        string.Join(
            '\n',
            await Task.WhenAll(
                fixture.Owner.GetStringAsync($"/daifu/chat/sessions/{fixture.Ids["session_id"]}/messages"),
                fixture.Owner.GetStringAsync($"/daifu/sessions/{fixture.Ids["session_id"]}/context-cards"),
                fixture.Owner.GetStringAsync("/daifu/chat/sessions"),
                fixture.Owner.GetStringAsync("/issues/"),
                fixture.Owner.GetStringAsync("/filedeps/repositories")
            )
        );

    private static string RemoveIds(string text, IReadOnlyDictionary<string, string> ids) =>
        ids
            .Values.Append(TraceId().Match(text).Value)
            .Where(id => id.Length > 4)
            .Aggregate(text, (text, id) => text.Replace(id, "…", StringComparison.Ordinal));

    [GeneratedRegex("\"traceId\":\"[^\"]*\"")]
    private static partial Regex TraceId();

    private async Task<(int? Code, string Text)> Send(string path, string? header, string? protocol)
    {
        using var socket = new ClientWebSocket();
        if (header is not null)
            socket.Options.SetRequestHeader("Authorization", header);
        if (protocol is not null)
        {
            socket.Options.AddSubProtocol("bearer");
            socket.Options.AddSubProtocol(protocol);
        }
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await socket.ConnectAsync(new Uri($"ws://{fixture.Node.Authority}{path}"), timeout.Token);
        var (buffer, text) = (new byte[65_536], new StringBuilder());
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer, timeout.Token);
            if (part.MessageType == WebSocketMessageType.Close)
                return ((int?)part.CloseStatus, text.ToString());
            text.Append(Encoding.UTF8.GetString(buffer, 0, part.Count));
        }
    }
}
