namespace YudaiV3.Silo.GitHub;

// What GitHub's routes of sign-in take and answer, as far as it is read.

internal sealed record TokenResponse(string? AccessToken, string? Error);

internal sealed record CheckTokenRequest(string AccessToken);

internal sealed record CheckTokenResponse(AppResponse? App);

internal sealed record AppResponse(string? ClientId);

internal sealed record UserResponse(long Id, string? Login, string? Name, string? Email, string? AvatarUrl);

internal sealed record OrganizationResponse(string? Login);

internal sealed record EmailResponse(string? Email, bool Primary, bool Verified);
