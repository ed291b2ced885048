namespace YudaiV3.GitHub;

/// <summary>Encrypts the GitHub tokens that are kept, each for one user.</summary>
internal interface ITokenProtector
{
    string Protect(long userId, string token);

    /// <summary>Null where it cannot be opened any more, or is another user's: the user must sign in anew.</summary>
    string? Unprotect(long userId, string sealedToken);
}
