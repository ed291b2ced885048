namespace YudaiV3.GitHub;

/// <summary>Encrypts the GitHub tokens that are kept, each for one user.</summary>
internal interface ITokenVault
{
    string Close(long userId, string token);

    /// <summary>Null where it cannot be opened any more, or is another user's: the user must sign in anew.</summary>
    string? Open(long userId, string sealedToken);
}
