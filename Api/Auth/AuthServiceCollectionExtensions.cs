using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.IdentityModel.Tokens;

namespace YudaiV3.Api.Auth;

/// <summary>Who may call: our own JWTs as bearer tokens.</summary>
internal static class AuthServiceCollectionExtensions
{
    public static void AddAuth(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton(JwtKeys.From(builder.Configuration, builder.Environment));
        services.AddSingleton(GitHubLoginOptions.From(builder.Configuration));
        services.AddSingleton(RateLimits.From(builder.Configuration));
        services.AddSingleton(provider =>
            JwtValidationParameters.Create(
                provider.GetRequiredService<JwtKeys>(),
                provider.GetRequiredService<TimeProvider>()
            )
        );
        services.AddSingleton<CachingTokenHandler>();
        services.AddSingleton<JwtReader>();
        services.AddSingleton<JwtIssuer>();
        services.AddSingleton<SignInService>();
        services.AddSingleton(FrontendUrl.From(builder.Configuration));
        services.AddSingleton<RevocationCache>();
        services.AddSingleton<IClusterConnectionStatusObserver>(provider =>
            provider.GetRequiredService<RevocationCache>()
        );
        services.AddHostedService<RevocationRefreshService>();

        services.AddAuthorization();
        services
            .AddAuthentication(JwtBearerDefaults.AuthenticationScheme)
            .AddJwtBearer(bearer =>
            {
                bearer.MapInboundClaims = false;
                bearer.Events = new() { OnTokenValidated = DemandCaller };
            });
        services
            .AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme)
            .Configure<TokenValidationParameters, CachingTokenHandler>(
                (bearer, rules, tokens) =>
                {
                    bearer.TokenValidationParameters = rules;
                    bearer.TokenHandlers.Clear();
                    bearer.TokenHandlers.Add(tokens);
                }
            );
    }

    private static async Task DemandCaller(TokenValidatedContext context)
    {
        if (CurrentUser.From(context.Principal?.Identity as System.Security.Claims.ClaimsIdentity) is not { } user)
            context.Fail("The token names no user.");
        else if (
            NeedsCaller(context.HttpContext)
            && await context
                .HttpContext.RequestServices.GetRequiredService<RevocationCache>()
                .HasEnded(user.UserId, user.TokenId)
        )
            context.Fail("The login has ended.");
    }

    /// <summary>Elsewhere a token does no good, and must do no harm.</summary>
    private static bool NeedsCaller(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<IAuthorizeData>() is not null;
}
