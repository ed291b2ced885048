namespace YudaiV3.Api.Issues;

/// <summary>What the Api needs for issues.</summary>
internal static class IssueStart
{
    public static void AddIssues(this WebApplicationBuilder builder) => builder.Services.AddSingleton<IssueLists>();
}
