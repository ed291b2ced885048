using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.IdentityModel.Tokens;
using YudaiV3.ServiceDefaults;

namespace YudaiV3.Api.Auth;

/// <summary>Registers sign-in and authentication with our own JWTs as bearer tokens.</summary>
internal static class AuthServiceCollectionExtensions
{
    private const string AnyBearer = "AnyBearer";

    public static void AddAuth(
        this IServiceCollection services,
        IConfiguration configuration,
        IHostEnvironment environment
    )
    {
        services.AddSingleton(JwtKeys.From(configuration, environment));
        services.AddSingleton(GitHubLoginOptions.From(configuration));
        services.AddSingleton(AllowedAccounts.From(configuration));
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
        services.AddSingleton<SecurityLog>();
        services.AddSingleton<SignInService>();
        services.AddSingleton(FrontendUrl.From(configuration));
        services.AddSingleton<RevocationCache>();
        services.AddSingleton<IClusterConnectionStatusObserver>(provider =>
            provider.GetRequiredService<RevocationCache>()
        );
        services.AddHostedService<RevocationRefreshService>();

        services.AddSingleton<ApiTokenReader>();
        services.AddSingleton<IAuthorizationHandler, ApiTokenAuthorizationHandler>();
        services
            .AddAuthorizationBuilder()
            .SetDefaultPolicy(
                new AuthorizationPolicyBuilder()
                    .RequireAuthenticatedUser()
                    .AddRequirements(new ApiTokenRequirement())
                    .Build()
            );
        services
            .AddAuthentication(AnyBearer)
            .AddPolicyScheme(AnyBearer, null, any =>
            {
                any.ForwardDefaultSelector = context =>
                    ApiTokenHandler.Handles(context.Request)
                        ? ApiTokenReader.Scheme
                        : JwtBearerDefaults.AuthenticationScheme;
                any.ForwardChallenge = JwtBearerDefaults.AuthenticationScheme;
            })
            .AddScheme<AuthenticationSchemeOptions, ApiTokenHandler>(ApiTokenReader.Scheme, null)
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
