using Microsoft.AspNetCore.Authorization;

namespace YudaiV3.Api.Auth;

/// <summary>
/// The scope that an API token needs for an endpoint, as its metadata. An endpoint without it takes no API tokens. The
/// metadata of an endpoint goes before that of its group.
/// </summary>
/// <param name="Read">The scope for GET.</param>
/// <param name="Write">The scope for other methods.</param>
internal sealed record ApiTokenAccess(string Read, string Write)
{
    public ApiTokenAccess(string scope)
        : this(scope, scope) { }

    public string For(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) ? Read : Write;
}

/// <summary>Every endpoint with authorization requires that an API token has the scope for it.</summary>
internal sealed class ApiTokenRequirement : IAuthorizationRequirement;

/// <summary>Lets JWTs pass, and API tokens with the scope of the endpoint.</summary>
internal sealed class ApiTokenAuthorizationHandler : AuthorizationHandler<ApiTokenRequirement>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, ApiTokenRequirement requirement)
    {
        var identity = context.User.Identities.FirstOrDefault(identity =>
            identity.AuthenticationType == ApiTokenReader.Scheme
        );
        if (
            identity is null
            || context.Resource is HttpContext http
                && http.GetEndpoint()?.Metadata.GetMetadata<ApiTokenAccess>() is { } access
                && identity.HasClaim(ApiTokenReader.ScopeClaim, access.For(http.Request.Method))
        )
            context.Succeed(requirement);
        return Task.CompletedTask;
    }
}
