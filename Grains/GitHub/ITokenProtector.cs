namespace YudaiV3.GitHub;

/// <summary>Encrypts the stored GitHub tokens, each for one user.</summary>
internal interface ITokenProtector
{
    string Protect(long userId, string token);

    /// <summary>
    /// Null if the token cannot be decrypted or belongs to another user. The user must sign in again.
    /// </summary>
    string? Unprotect(long userId, string protectedToken);
}
