using System.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace YudaiV3.Api.Web;

/// <summary>
/// Creates the error responses (RFC 9457). Each has a readable <c>detail</c>, because clients show it.
/// </summary>
internal static class Problem
{
    public static ProblemHttpResult Create(
        int status,
        string? detail = null,
        IDictionary<string, string[]>? errors = null
    )
    {
        var problem = errors is null
            ? new ProblemDetails { Status = status, Detail = detail ?? Detail(status) }
            : new HttpValidationProblemDetails(errors)
            {
                Status = status,
                Title = "Unprocessable Entity",
                Detail = detail ?? Sentence(errors),
            };
        // The id of this request in logs and traces, for error reports.
        if (Activity.Current is { } activity)
            problem.Extensions["traceId"] = activity.TraceId.ToHexString();
        return TypedResults.Problem(problem);
    }

    /// <summary>The first error as a sentence, for clients that show only the detail.</summary>
    private static string Sentence(IDictionary<string, string[]> errors)
    {
        var (field, texts) = errors.First();
        return $"{field}: {texts[0]}";
    }

    private static string Detail(int status) =>
        status switch
        {
            400 => "The request could not be understood.",
            401 => "Sign in first: this needs a valid bearer token.",
            403 => "This is not allowed.",
            404 => "There is nothing here.",
            405 => "This address does not take that method.",
            408 => "The request did not arrive in time.",
            413 => "The request is too large.",
            415 => "The request's body must be JSON.",
            431 => "The request's headers are too large.",
            503 => "The service is not ready. Try again in a moment.",
            504 => "The answer took too long.",
            >= 500 => "Something went wrong on the server. It was recorded.",
            _ => "The request was refused.",
        };
}
