using System.Net.Http.Headers;
using Microsoft.IdentityModel.JsonWebTokens;
using YudaiV3.GitHub;
using YudaiV3.Testing.FakeGitHub;

namespace YudaiV3.Api.Tests.GitHub;

/// <summary>Somebody on GitHub who is signed in to an Api of their own.</summary>
internal sealed class Caller(GitHubServer github, LocalApi api, GitHubPerson person, string token) : IAsyncDisposable
{
    public GitHubPerson Person => person;
    public string Token => token;
    public LocalApi Api => api;

    /// <summary>The login of the last sign-in.</summary>
    public string LoginId { get; private set; } = "";

    public static async Task<Caller> SignIn(GrainCluster cluster, string login = "mona")
    {
        var github = cluster.Rest;
        var person = github.People.Add($"{login}{Guid.NewGuid().ToString("N")[..12]}", "Mona Lisa", "mona@example.org");
        var caller = new Caller(
            github,
            await LocalApi.Start(cluster, "GITHUB_CLIENT_ID=the-app"),
            person,
            github.People.NewToken(person)
        );
        await caller.SignInWith(cluster, caller.Token);
        return caller;
    }

    public async Task SignInWith(GrainCluster cluster, string token)
    {
        cluster.GitHub.Tokens[token] = new GitHubAccount(person.Id, person.Login, person.Name, null, null);
        var login = await (await api.Post("/auth/token", $$"""{"github_token":"{{token}}"}""")).Json();
        var jwt = login.GetProperty("access_token").GetString()!;
        LoginId = new JsonWebToken(jwt).GetClaim("sid").Value;
        api.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", jwt);
    }

    public FakeRepository Add(string name = "lisa", bool isPrivate = false) =>
        github.Repositories.Add(person, name, isPrivate);

    /// <summary>The caller's requests that reached GitHub.</summary>
    public GitHubRequest[] Requests =>
        [.. github.Requests.Where(request => request.Authorization?.EndsWith(token, StringComparison.Ordinal) == true)];

    public ValueTask DisposeAsync() => api.DisposeAsync();
}
