using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.IdentityModel.Tokens;

namespace YudaiV3.Api.Auth;

/// <summary>Registers sign-in and authentication with our own JWTs as bearer tokens.</summary>
internal static class AuthServiceCollectionExtensions
{
    public static void AddAuth(
        this IServiceCollection services,
        IConfiguration configuration,
        IHostEnvironment environment
    )
    {
        services.AddSingleton(JwtKeys.From(configuration, environment));
        services.AddSingleton(GitHubLoginOptions.From(configuration));
        services.AddSingleton(RateLimits.From(configuration));
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
        services.AddSingleton(FrontendUrl.From(configuration));
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
                bearer.Events = new() { OnTokenValidated = RequireUser };
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

    private static async Task RequireUser(TokenValidatedContext context)
    {
        if (CurrentUser.From(context.Principal?.Identity as ClaimsIdentity) is not { } user)
            context.Fail("The token names no user.");
        else if (
            RequiresUser(context.HttpContext)
            && await context
                .HttpContext.RequestServices.GetRequiredService<RevocationCache>()
                .HasEnded(user.UserId, user.Login)
        )
            context.Fail("The login has ended.");
    }

    /// <summary>An ended login must not fail a request to a public endpoint.</summary>
    private static bool RequiresUser(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<IAuthorizeData>() is not null;
}
