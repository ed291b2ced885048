using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace YudaiV3.Testing.FakeGitHub;

/// <summary>Who is on this GitHub, and the tokens that speak for them.</summary>
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

    /// <summary>Renames people, moves their addresses, or whatever else they do; the id stays.</summary>
    public GitHubPerson Change(GitHubPerson person, Func<GitHubPerson, GitHubPerson> change) =>
        _people[person.Id] = change(_people[person.Id]);

    /// <summary>A new token, as an OAuth app gets it (<c>gho_</c>) or a person makes it (<c>ghp_</c>).</summary>
    public string NewToken(GitHubPerson person, string kind = "ghp_", params string[] scopes)
    {
        var token =
            kind
            + RandomNumberGenerator.GetString("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", 36);
        _tokens[token] = new(person.Id, [.. scopes]);
        return token;
    }

    public GitHubPerson? Named(string login) =>
        _people.Values.FirstOrDefault(person => person.Login.Equals(login, StringComparison.OrdinalIgnoreCase));

    public void Revoke(string token) => _tokens.TryRemove(token, out _);

    /// <summary>Whose token it is, and what it may do; null for a bad one.</summary>
    public (GitHubPerson Person, GitHubToken Token)? Of(string token) =>
        _tokens.TryGetValue(token, out var known) ? (_people[known.PersonId], known) : null;
}

/// <summary>A person.</summary>
public sealed record GitHubPerson
{
    public required long Id { get; init; }
    public required string Login { get; init; }
    public string? Name { get; init; }

    /// <summary>The one that the profile shows; null for people who keep it to themselves.</summary>
    public string? Email { get; init; }

    public IReadOnlyList<GitHubEmail> Emails { get; init; } = [];
    public DateTimeOffset CreatedAt { get; init; }
}

/// <summary>An address of a person.</summary>
public sealed record GitHubEmail(string Email, bool Primary = true, bool Verified = true);

/// <summary>What a token stands for.</summary>
public sealed record GitHubToken(long PersonId, IReadOnlyList<string> Scopes);
