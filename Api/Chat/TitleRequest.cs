using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;
using YudaiV3.Api.Web;

namespace YudaiV3.Api.Chat;

/// <summary>A new title, in the query or in the body.</summary>
internal sealed record TitleRequest : IChecked, IEndpointParameterMetadataProvider
{
    private const int Longest = 255;

    public string? Title { get; init; }

    public void Check(Problems problems) => problems.Demand("title", Title, Longest);

    public static async ValueTask<TitleRequest> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        if (context.Request.Query["title"] is not { Count: > 0 } titles)
            return await Body<TitleRequest>.Read(context);
        var request = new TitleRequest { Title = titles[^1] };
        var problems = new Problems();
        request.Check(problems);
        problems.ThrowIfAny();
        return request;
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) => builder.Metadata.Add(new JsonBodyMetadata(typeof(TitleRequest)));
}
