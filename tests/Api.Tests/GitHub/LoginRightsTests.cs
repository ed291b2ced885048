using System.Net.Http.Headers;

namespace YudaiV3.Api.Tests.GitHub;

/// <summary>Two logins of one user with different GitHub tokens: each has the rights of its own.</summary>
public sealed class LoginRightsTests(GrainCluster cluster)
{
    [Fact]
    public async Task Login_without_a_scope_neither_gets_nor_takes_the_rights_of_another()
    {
        await using var mona = await Caller.SignIn(cluster);
        var secret = mona.Add("secret", isPrivate: true);
        secret.Commit("first");
        var real = mona.Api.Http.DefaultRequestHeaders.Authorization!;
        await mona.SignInWith(cluster, cluster.Rest.People.NewToken(mona.Person, "ghp_", "gist"));
        var scopeless = mona.Api.Http.DefaultRequestHeaders.Authorization!;
        foreach (
            var path in (string[])
                [
                    $"/github/repositories/{secret.FullName}",
                    $"/github/repositories/{secret.FullName}/commits",
                    $"/github/repositories/{secret.FullName}/branches",
                ]
        )
        {
            Assert.Equal(200, await Ask(mona, real, path));
            Assert.Equal(404, await Ask(mona, scopeless, path));
            Assert.Equal(200, await Ask(mona, real, path));
        }
        Assert.Equal(1, (await List(mona, real)).GetArrayLength());
        Assert.Equal(0, (await List(mona, scopeless)).GetArrayLength());
        Assert.Equal(1, (await List(mona, real)).GetArrayLength());
    }

    [Fact]
    public async Task Login_without_a_scope_reads_no_result_that_another_login_has_just_read()
    {
        await using var mona = await Caller.SignIn(cluster);
        var secret = mona.Add("graph", isPrivate: true);
        secret.Files["a.py"] = "import os\n";
        secret.Commit("first");
        var real = mona.Api.Http.DefaultRequestHeaders.Authorization!;
        var found = await mona.Api.Post("/filedeps/extract", $$"""{"repo_url":"{{secret.FullName}}"}""");
        Assert.Equal(200, (int)found.StatusCode);
        await mona.SignInWith(cluster, cluster.Rest.People.NewToken(mona.Person, "ghp_", "gist"));
        var scopeless = mona.Api.Http.DefaultRequestHeaders.Authorization!;
        var path = $"/filedeps/repositories?repo_url={secret.FullName}";
        Assert.Equal(200, await Ask(mona, real, path));
        Assert.Equal(404, await Ask(mona, scopeless, path));
        Assert.Equal(200, await Ask(mona, real, path));
    }

    [Fact]
    public async Task Login_that_has_ended_gives_its_rights_to_no_other()
    {
        await using var mona = await Caller.SignIn(cluster);
        var secret = mona.Add("gone", isPrivate: true);
        await mona.Api.Get($"/github/repositories/{secret.FullName}");
        var ended = mona.Api.Http.DefaultRequestHeaders.Authorization!;
        await mona.SignInWith(cluster, cluster.Rest.People.NewToken(mona.Person, "ghp_", "gist"));
        var scopeless = mona.Api.Http.DefaultRequestHeaders.Authorization!;
        mona.Api.Http.DefaultRequestHeaders.Authorization = ended;
        await mona.Api.Post("/auth/logout", "");
        Assert.Equal(404, await Ask(mona, scopeless, $"/github/repositories/{secret.FullName}"));
        Assert.Equal(401, await Ask(mona, ended, $"/github/repositories/{secret.FullName}"));
    }

    private static async Task<System.Text.Json.JsonElement> List(Caller caller, AuthenticationHeaderValue login)
    {
        caller.Api.Http.DefaultRequestHeaders.Authorization = login;
        return await (await caller.Api.Get("/github/repositories")).Json();
    }

    private static async Task<int> Ask(Caller caller, AuthenticationHeaderValue login, string path)
    {
        caller.Api.Http.DefaultRequestHeaders.Authorization = login;
        return (int)(await caller.Api.Get(path)).StatusCode;
    }
}
