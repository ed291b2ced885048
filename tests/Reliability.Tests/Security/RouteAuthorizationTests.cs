using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.RegularExpressions;

namespace YudaiV3.Reliability.Tests.Security;

/// <summary>
/// Every route and socket, with every bad credential and with another user's ids; afterwards no secret is found
/// anywhere.
/// </summary>
[Collection(nameof(SecurityFixture))]
public sealed partial class RouteAuthorizationTests(SecurityFixture house, FigureReport figures)
{
    /// <summary>What is open to everybody, and why it may be.</summary>
    private static readonly HashSet<string> Open =
    [
        "GET /",
        "HEAD /", // what this is
        "GET /health",
        "HEAD /health",
        "GET /health/live",
        "HEAD /health/live", // load balancers
        "GET /auth/login",
        "GET /auth/callback",
        "POST /auth/token",
        "POST /auth/dev-login", // the ways in
        "GET /auth/config",
        "GET /auth/status", // what the ways in are, and whether one is in
        "GET /daifu/sessions/{session_id}/ws", // has ways of its own to bring a credential
    ];

    [Fact]
    public async Task Nothing_opens_to_a_bad_credential_or_to_another_user_and_no_secret_is_left_anywhere()
    {
        var doors = await ApiRoute.All(house.Owner);
        Assert.True(doors.Count > 50, $"only {doors.Count} routes are described");
        Assert.Empty(
            doors
                .Where(door => !door.NeedsBearer)
                .Select(door => door.ToString().TrimEnd('/'))
                .Except(Open.Select(open => open.TrimEnd('/')))
        );
        var (before, filed) = (await State(), house.Repository.Issues.Count);

        var asked =
            await BadCredentials([.. doors.Where(door => door.NeedsBearer)])
            + await BadSockets()
            + await Strangers([.. doors.Where(door => door.NeedsBearer)]);

        Assert.Equal(before, await State());
        Assert.Equal(filed, house.Repository.Issues.Count);
        await NoSecrets();
        figures.Add(
            "routes and sockets × bad credentials and another user's ids",
            $"{asked} requests to {doors.Count} doors, 0 let in, 0 secrets found",
            "0, 0"
        );
    }

    private async Task<int> BadCredentials(IReadOnlyList<ApiRoute> doors)
    {
        var tokens = await BadTokens();
        foreach (var (kind, token) in tokens)
        foreach (var door in doors)
        {
            var (status, text, headers) = await house.Knock(door.Method, door.Path(house.Ids), token);
            Assert.True(status == HttpStatusCode.Unauthorized, $"{door} with {kind}: {(int)status} {text}");
            Assert.NotEmpty(headers.WwwAuthenticate);
            Clean(text, $"{door} with {kind}");
            Assert.Equal(
                HttpStatusCode.Unauthorized,
                (await house.Knock(door.Method, "/api" + door.Path(house.Ids), token)).Status
            );
        }
        return 2 * tokens.Count * doors.Count;
    }

    private async Task<IReadOnlyDictionary<string, string?>> BadTokens()
    {
        var real = house.Owner.DefaultRequestHeaders.Authorization!.Parameter!;
        using var leaving = await house.SignIn(house.Repository.Owner);
        var revoked = leaving.DefaultRequestHeaders.Authorization!.Parameter!;
        (await leaving.PostAsync("/auth/logout", null)).EnsureSuccessStatusCode();
        return new Dictionary<string, string?>(new TokenForger(real).All) { ["revoked"] = revoked };
    }

    private async Task<int> BadSockets()
    {
        var path = $"/daifu/sessions/{house.Ids["session_id"]}/ws";
        var asked = 0;
        foreach (var (kind, token) in await BadTokens())
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
            var closed = await Knock(path + query, header, protocol);
            Assert.True(closed.Code == 4401, $"a socket with {kind}: {closed}");
            asked++;
        }
        var stranger = $"Bearer {house.Stranger.DefaultRequestHeaders.Authorization!.Parameter}";
        var (code, said) = await Knock(path, stranger, null);
        Assert.Equal(4404, code);
        Clean(said, "a stranger's socket");
        return asked + 1;
    }

    private async Task<int> Strangers(IReadOnlyList<ApiRoute> doors)
    {
        var token = house.Stranger.DefaultRequestHeaders.Authorization!.Parameter;
        // The last of its kind that is asked ends the login.
        foreach (var door in doors.OrderBy(door => door.Pattern.EndsWith("/logout", StringComparison.Ordinal)))
        {
            var (status, text, _) = await house.Knock(door.Method, door.Path(house.Ids), token);
            Clean(text, $"{door} of a stranger");
            if (!door.HasIds)
                continue;
            // What is somebody else's looks exactly like what is not there.
            var (missing, nothing, _) = await house.Knock(door.Method, door.Path(house.NoIds), token);
            Assert.True(
                status == missing && Without(text, house.Ids) == Without(nothing, house.NoIds),
                $"{door}: {(int)status} {text} is not {(int)missing} {nothing}"
            );
            Assert.True((int)status is >= 400 and < 500, $"{door}: {(int)status} {text}");
        }
        Assert.DoesNotContain(house.Model.Requests.Where(request => request.Question == "hello"), request =>
            request.Messages.Any(message => message.Content.Contains(SecurityFixture.Private, StringComparison.Ordinal))
        );
        return 2 * doors.Count;
    }

    private void Clean(string text, string where)
    {
        Assert.False(
            text.Contains(SecurityFixture.Private, StringComparison.Ordinal),
            $"{where} says what is private: {text}"
        );
        // A new token is what some answers are for.
        foreach (var secret in house.Secrets)
            Assert.False(text.Contains(secret, StringComparison.Ordinal), $"{where} says a secret: {text}");
    }

    private async Task NoSecrets()
    {
        var places = new Dictionary<string, string>
        {
            ["a log"] = Traces.Logs(house.Cluster),
            ["a row"] = await Traces.Rows(house.Cluster),
            ["the dashboard"] = await Traces.Dashboard(
                house.Cluster,
                ("YudaiV3.Auth.UserGrain", $"user/{house.Repository.Owner.Id}"),
                ("YudaiV3.Chat.ChatSessionGrain", $"session/{house.Repository.Owner.Id}/{house.Ids["session_id"]}")
            ),
            ["the owner's own state"] = await State(),
            ["a prompt"] = string.Join(
                '\n',
                house.Model.Requests.SelectMany(request => request.Messages).Select(message => message.Content)
            ),
        };
        Assert.Contains(SecurityFixture.Private, places["a row"], StringComparison.Ordinal);
        foreach (var (place, text) in places)
        foreach (var secret in house.Secrets)
        {
            Assert.False(text.Contains(secret, StringComparison.Ordinal), $"{place} has {secret}");
            Assert.False(
                text.Contains(Convert.ToHexStringLower(Encoding.UTF8.GetBytes(secret)), StringComparison.Ordinal),
                $"{place} has {secret} in hexadecimal"
            );
        }
        Assert.False(
            places["a log"].Contains(SecurityFixture.Private, StringComparison.Ordinal),
            "a log has what was said"
        );
    }

    /// <summary>All that the owner has, as far as others could have changed it.</summary>
    private async Task<string> State() =>
        string.Join(
            '\n',
            await Task.WhenAll(
                house.Owner.GetStringAsync($"/daifu/chat/sessions/{house.Ids["session_id"]}/messages"),
                house.Owner.GetStringAsync($"/daifu/sessions/{house.Ids["session_id"]}/context-cards"),
                house.Owner.GetStringAsync("/daifu/chat/sessions"),
                house.Owner.GetStringAsync("/issues/"),
                house.Owner.GetStringAsync("/filedeps/repositories")
            )
        );

    private static string Without(string text, IReadOnlyDictionary<string, string> ids) =>
        ids
            .Values.Append(TraceId().Match(text).Value)
            .Where(id => id.Length > 4)
            .Aggregate(text, (text, id) => text.Replace(id, "…", StringComparison.Ordinal));

    [GeneratedRegex("\"traceId\":\"[^\"]*\"")]
    private static partial Regex TraceId();

    private async Task<(int? Code, string Said)> Knock(string path, string? header, string? protocol)
    {
        using var socket = new ClientWebSocket();
        if (header is not null)
            socket.Options.SetRequestHeader("Authorization", header);
        if (protocol is not null)
        {
            socket.Options.AddSubProtocol("bearer");
            socket.Options.AddSubProtocol(protocol);
        }
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await socket.ConnectAsync(new Uri($"ws://{house.Node.Authority}{path}"), patience.Token);
        var (buffer, said) = (new byte[65_536], new StringBuilder());
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer, patience.Token);
            if (part.MessageType == WebSocketMessageType.Close)
                return ((int?)part.CloseStatus, said.ToString());
            said.Append(Encoding.UTF8.GetString(buffer, 0, part.Count));
        }
    }
}
