using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;
using YudaiV3.Api.Web;

namespace YudaiV3.Api.Chat;

/// <summary>A new title, in the query or in the body.</summary>
internal sealed record TitleRequest : IValidatedRequest, IEndpointParameterMetadataProvider
{
    private const int MaxLength = 255;

    public string? Title { get; init; }

    public void Check(ValidationErrors problems) => problems.Require("title", Title, MaxLength);

    public static async ValueTask<TitleRequest> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        if (context.Request.Query["title"] is not { Count: > 0 } titles)
            return await JsonBody<TitleRequest>.Read(context);
        var request = new TitleRequest { Title = titles[^1] };
        var problems = new ValidationErrors();
        request.Check(problems);
        problems.ThrowIfAny();
        return request;
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new JsonRequestMetadata(typeof(TitleRequest)));
}
