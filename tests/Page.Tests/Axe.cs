using System.Text.Json;
using Microsoft.Playwright;

namespace YudaiV3.Page.Tests;

/// <summary>axe-core, which finds violations of accessibility rules.</summary>
internal static class Axe
{
    private static readonly NpmPackage Package = new(
        "axe-core",
        "4.11.0",
        "ilYanEU8vxxBexpJd8cWM4ElSQq4QctCLKih0TSfjIfCQTeyH/6zVrmIJfLPrKTKJRbiG+cfnZbQIjAlJmF1jQ=="
    );

    /// <summary>The script, or null where npm or its registry is not available.</summary>
    public static Task<string?> Script() => Package.Read("axe.min.js");

    /// <summary>The serious and critical violations of the page as it is now.</summary>
    public static async Task<string[]> Violations(IPage page, string script)
    {
        if (!await page.EvaluateAsync<bool>("'axe' in window"))
            await page.EvaluateAsync(script);
        var found = await page.EvaluateAsync<JsonElement>("axe.run({ resultTypes: ['violations'] })");
        return
        [
            .. from violation in found.GetProperty("violations").EnumerateArray()
            where violation.GetProperty("impact").GetString() is "serious" or "critical"
            from node in violation.GetProperty("nodes").EnumerateArray()
            let html = node.GetProperty("html")
            let summary = node.GetProperty("failureSummary")
            select $"{violation.GetProperty("id")}: {html} {summary}",
        ];
    }
}
