using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Runtime;
using YudaiV3.GitHub;

namespace YudaiV3.Auth;

/// <summary>
/// One attempt to sign in. Key: <c>login/{hash of the state}</c>. A reminder takes away what nobody finished. It stays
/// in memory for a short time only: anybody can name a state.
/// </summary>
[GrainType("loginattempt")]
[CollectionAgeLimit(Minutes = 2)]
internal sealed partial class LoginAttemptGrain(
    [PersistentState("login-attempt")] IPersistentState<PendingLogin> state,
    IGitHubIdentity github,
    ITokenProtector vault,
    TimeProvider time,
    ILogger<LoginAttemptGrain> log
) : Grain, ILoginAttempt, IRemindable
{
    private const string Expiry = "expiry";

    public async Task<string> Begin(NewLogin login)
    {
        if (state.RecordExists)
            return state.State.IsOf(login) ? state.State.Challenge : throw Unknown();
        await this.RegisterOrUpdateReminder(Expiry, PendingLogin.Lifetime, PendingLogin.Lifetime);
        state.State = PendingLogin.Begin(login, time.GetUtcNow());
        await Durably(state.WriteStateAsync);
        return state.State.Challenge;
    }

    public async Task<UserProfile> Finish(LoginCode code)
    {
        if (!state.RecordExists)
            throw Unknown();
        var pending = state.State;
        if (pending.HasExpired(time.GetUtcNow()))
        {
            await Forget();
            throw new InvalidException("state", "The login took longer than 10 minutes. Please begin again.");
        }
        if (!pending.Admits(code))
            throw new InvalidException("state", "The login was begun in another browser.");
        await Forget(); // Before GitHub is asked: there is one try.
        return await SignIn(await github.Redeem(code.Code, pending.Verifier, pending.RedirectUri));
    }

    public async Task<UserProfile> WithToken(string githubToken)
    {
        DeactivateOnIdle();
        return await SignIn(githubToken);
    }

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        if (!state.RecordExists)
            await EndReminder();
        else if (state.State.HasExpired(time.GetUtcNow()))
            await Forget();
    }

    private async Task<UserProfile> SignIn(string token)
    {
        var account = await github.Owner(token);
        return await GrainFactory
            .User(account.Id)
            .SignInThroughGitHub(account.Profile(), vault.Protect(account.Id, token));
    }

    private async Task Forget()
    {
        await Durably(state.ClearStateAsync);
        try
        {
            await EndReminder();
        }
        catch (Exception fault)
        {
            LogReminderStays(fault); // It will find nothing to do, and end itself then.
        }
    }

    private async Task EndReminder()
    {
        if (await this.GetReminder(Expiry) is { } reminder)
            await this.UnregisterReminder(reminder);
    }

    private async Task Durably(Func<Task> change)
    {
        try
        {
            await change();
        }
        catch (Exception fault)
        {
            LogLost(fault);
            DeactivateOnIdle();
            throw new UnavailableException("The login could not be recorded just now. Please begin again.");
        }
    }

    private static InvalidException Unknown() =>
        new("state", "This login was not begun here, has been used, or was begun too long ago. Please begin again.");

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "A write of a login attempt failed; the activation ends and the next one reads what there is"
    )]
    private partial void LogLost(Exception fault);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The reminder of a finished login attempt stays until it is due"
    )]
    private partial void LogReminderStays(Exception fault);
}
