using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace YudaiV3.Testing.FakeGitHub;

/// <summary>The people of this GitHub and their tokens.</summary>
public sealed class GitHubPeople(TimeProvider time)
{
    private static long _lastId = Random.Shared.Next(1_000_000, 500_000_000);

    private readonly ConcurrentDictionary<long, GitHubPerson> _people = new();
    private readonly ConcurrentDictionary<string, GitHubToken> _tokens = new();

    public GitHubPerson Add(string login, string? name = null, string? email = null, params GitHubEmail[] emails)
    {
        var person = new GitHubPerson
        {
            Id = Interlocked.Increment(ref _lastId),
            Login = login,
            Name = name,
            Email = email,
            Emails = emails,
            CreatedAt = time.GetUtcNow(),
        };
        return _people[person.Id] = person;
    }

    /// <summary>Replaces a person with a changed one. The id stays the same.</summary>
    public GitHubPerson Change(GitHubPerson person, Func<GitHubPerson, GitHubPerson> change) =>
        _people[person.Id] = change(_people[person.Id]);

    /// <summary>
    /// Creates a token of a person (<c>ghp_</c>), or of an app that is not the one of this server. Without scopes a
    /// person's token has <c>repo</c>.
    /// </summary>
    public string NewToken(GitHubPerson person, string kind = "ghp_", params string[] scopes) =>
        kind != "ghp_" ? NewToken(person, kind, "Iv1.ffffffffffffffff", scopes)
        : scopes.Length == 0 ? NewToken(person, kind, null, ["repo"])
        : NewToken(person, kind, null, scopes);

    /// <param name="clientId">The OAuth app that the token is issued to; null for a person's own.</param>
    internal string NewToken(GitHubPerson person, string kind, string? clientId, string[] scopes)
    {
        var token =
            kind
            + RandomNumberGenerator.GetString("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", 36);
        _tokens[token] = new(person.Id, [.. scopes], clientId);
        return token;
    }

    public GitHubPerson? Named(string login) =>
        _people.Values.FirstOrDefault(person => person.Login.Equals(login, StringComparison.OrdinalIgnoreCase));

    public void Revoke(string token) => _tokens.TryRemove(token, out _);

    /// <summary>The owner of a token, and its scopes; null for an invalid token.</summary>
    public (GitHubPerson Person, GitHubToken Token)? Find(string token) =>
        _tokens.TryGetValue(token, out var found) ? (_people[found.PersonId], found) : null;
}

public sealed record GitHubPerson
{
    public required long Id { get; init; }
    public required string Login { get; init; }
    public string? Name { get; init; }

    /// <summary>The address that the profile shows; null if the person hides it.</summary>
    public string? Email { get; init; }

    public IReadOnlyList<GitHubEmail> Emails { get; init; } = [];
    public DateTimeOffset CreatedAt { get; init; }
    public IReadOnlyList<string> Organizations { get; init; } = [];
}

public sealed record GitHubEmail(string Email, bool Primary = true, bool Verified = true);

public sealed record GitHubToken(long PersonId, IReadOnlyList<string> Scopes, string? ClientId = null);
