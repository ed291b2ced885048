using Microsoft.AspNetCore.Http.Features;
using YudaiV3.Api.Auth;
using YudaiV3.Api.Chat;

namespace YudaiV3.Api.Web;

/// <summary>The middleware that every request passes, in order.</summary>
internal static class WebApplicationExtensions
{
    private const string PathBase = "/api";

    public static void UseWeb(this WebApplication app)
    {
        app.UseMiddleware<SecurityHeadersMiddleware>();
        app.UseCors();
        app.UseExceptionHandler(_ => { });
        app.UseStatusCodePages(status =>
            Problem.Create(status.HttpContext.Response.StatusCode).ExecuteAsync(status.HttpContext)
        );
        app.UsePathBase(PathBase);
        app.Use(FindSessionId);
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.Use(CurrentUser.UseLogin);
    }

    private static Task FindSessionId(HttpContext context, RequestDelegate next)
    {
        if (SessionPath.Find(context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget) is { } session)
        {
            context.Features.Set(session);
            context.Request.Path = session.Path;
        }
        return next(context);
    }
}
