using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;
using YudaiV3.Api.Web;
using YudaiV3.Issues;

namespace YudaiV3.Api.Issues;

/// <summary>A change of status, from the query if it has a status, else from the body.</summary>
internal sealed class StatusChangeParameter(StatusChange change) : IEndpointParameterMetadataProvider
{
    public StatusChange Change => change;

    public static async ValueTask<StatusChangeParameter> BindAsync(HttpContext context, ParameterInfo parameter) =>
        new(
            (
                context.Request.Query.ContainsKey("status")
                    ? FromQuery(context.Request.Query)
                    : await JsonBody<StatusRequest>.Read(context)
            ).ToChange()
        );

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new JsonRequestMetadata(typeof(StatusRequest)));

    private static StatusRequest FromQuery(IQueryCollection values)
    {
        var query = new QueryReader(values);
        var request = new StatusRequest
        {
            Status = query.Text("status", IssueValidation.MaxNameLength),
            AgentResponse = query.Text("agent_response", IssueValidation.MaxTextLength),
            ProcessingTime =
                Number("processing_time") is { } time
                && double.TryParse(time, NumberStyles.Float, CultureInfo.InvariantCulture, out var milliseconds)
                    ? milliseconds
                    : Invalid("processing_time"),
            TokensUsed =
                Number("tokens_used") is { } tokens
                && long.TryParse(tokens, NumberStyles.None, CultureInfo.InvariantCulture, out var used)
                    ? used
                    : (long?)Invalid("tokens_used"),
        };
        request.Check(query.Problems);
        query.Problems.ThrowIfAny();
        return request;

        string? Number(string name) =>
            query.Text(name, IssueValidation.MaxNameLength) is { Length: > 0 } text ? text : null;

        double? Invalid(string name)
        {
            if (Number(name) is not null)
                query.Problems.Add(name, "This must be a number from 0.");
            return null;
        }
    }
}
