using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.Tokens;

namespace YudaiV3.Api.Auth;

/// <summary>Who may call: our own JWTs as bearer tokens.</summary>
internal static class AuthStart
{
    public static void AddAuth(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton(JwtKeys.From(builder.Configuration, builder.Environment));
        services.AddSingleton(GitHubLogin.From(builder.Configuration));
        services.AddSingleton(RateLimits.From(builder.Configuration));
        services.AddSingleton(provider => JwtRules.Of(provider.GetRequiredService<JwtKeys>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<TokenReader>();
        services.AddSingleton<TokenMaker>();
        services.AddSingleton<SignIn>();

        services.AddAuthorization();
        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(bearer =>
        {
            bearer.MapInboundClaims = false;
            bearer.Events = new() { OnTokenValidated = DemandCaller };
        });
        services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme)
            .Configure<TokenValidationParameters>((bearer, rules) => bearer.TokenValidationParameters = rules);
    }

    private static Task DemandCaller(TokenValidatedContext context)
    {
        if (CurrentUser.From(context.Principal?.Identity as System.Security.Claims.ClaimsIdentity) is null)
            context.Fail("The token names no user.");
        return Task.CompletedTask;
    }
}
