using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Runtime;
using YudaiV3.GitHub;

namespace YudaiV3.Auth;

/// <summary>
/// One attempt to sign in. Key: <c>login/{hash of the state}</c>. A reminder deletes an attempt that nobody finished.
/// The activation has a short lifetime, because anybody can send an invented state. Every attempt is written twice at
/// most, so a group commit would have nothing to combine.
/// </summary>
[GrainType("loginattempt")]
[CollectionAgeLimit(Minutes = 2)]
internal sealed partial class LoginAttemptGrain(
    [PersistentState("login-attempt")] IPersistentState<PendingLogin> state,
    IGitHubIdentity github,
    ITokenProtector protector,
    TimeProvider time,
    ILogger<LoginAttemptGrain> log
) : Grain, ILoginAttempt, IRemindable
{
    private const string Expiry = "expiry";

    public async Task<string> Begin(NewLogin login)
    {
        if (state.RecordExists)
            return state.State.Matches(login) ? state.State.Challenge : throw UnknownLogin();
        await this.RegisterOrUpdateReminder(Expiry, PendingLogin.Lifetime, PendingLogin.Lifetime);
        state.State = PendingLogin.Begin(login, time.GetUtcNow());
        await Write(state.WriteStateAsync);
        return state.State.Challenge;
    }

    public async Task<UserProfile> Finish(LoginCode code)
    {
        if (!state.RecordExists)
            throw UnknownLogin();
        var pending = state.State;
        if (pending.HasExpired(time.GetUtcNow()))
        {
            await Clear();
            throw new InvalidException("state", "The login took longer than 10 minutes. Please begin again.");
        }
        if (!pending.Accepts(code))
            throw new InvalidException("state", "The login was begun in another browser.");
        await Clear(); // Before the call to GitHub, because a code can be redeemed once only.
        return await SignIn(await github.Redeem(code.Code, pending.Verifier, pending.RedirectUri), code.Login);
    }

    public Task<UserProfile> WithToken(string githubToken) => SignInWithToken(githubToken, null);

    public Task<UserProfile> WithToken(string githubToken, NewUserLogin login) => SignInWithToken(githubToken, login);

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        if (!state.RecordExists)
            await UnregisterReminder();
        else if (state.State.HasExpired(time.GetUtcNow()))
            await Clear();
    }

    private async Task<UserProfile> SignInWithToken(string token, NewUserLogin? login)
    {
        DeactivateOnIdle();
        await github.RequireOwnApp(token);
        return await SignIn(token, login);
    }

    private async Task<UserProfile> SignIn(string token, NewUserLogin? login)
    {
        var account = await github.Owner(token);
        await github.RequireAllowed(account, token);
        var protectedToken = protector.Protect(account.Id, token);
        var user = GrainFactory.User(account.Id);
        if (login is null)
            return await user.SignInThroughGitHub(account.Profile(), protectedToken);
        var profile = await user.SignIn(account.Profile());
        await GrainFactory.UserLogins(account.Id).Begin(login with { ProtectedGitHubToken = protectedToken });
        return profile;
    }

    private async Task Clear()
    {
        await Write(state.ClearStateAsync);
        try
        {
            await UnregisterReminder();
        }
        catch (Exception exception)
        {
            LogReminderStays(exception); // Its next tick finds no attempt and unregisters it.
        }
    }

    private async Task UnregisterReminder()
    {
        if (await this.GetReminder(Expiry) is { } reminder)
            await this.UnregisterReminder(reminder);
    }

    private async Task Write(Func<Task> change)
    {
        try
        {
            await change();
        }
        catch (Exception exception)
        {
            LogWriteFailed(exception);
            DeactivateOnIdle();
            throw new UnavailableException("The login could not be recorded just now. Please begin again.");
        }
    }

    private static InvalidException UnknownLogin() =>
        new("state", "This login was not begun here, has been used, or was begun too long ago. Please begin again.");

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "A write of a login attempt failed. The activation ends, and the next one reads the stored state"
    )]
    private partial void LogWriteFailed(Exception exception);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The reminder of a finished login attempt could not be unregistered. It ends at its next tick"
    )]
    private partial void LogReminderStays(Exception exception);
}
