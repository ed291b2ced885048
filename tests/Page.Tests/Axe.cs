using System.ComponentModel;
using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Playwright;

namespace YudaiV3.Page.Tests;

/// <summary>axe-core as npm has it, in one version with one hash. It is fetched once and never part of the checkout.</summary>
internal static class Axe
{
    private const string Version = "4.11.0";
    private const string Hash = "ilYanEU8vxxBexpJd8cWM4ElSQq4QctCLKih0TSfjIfCQTeyH/6zVrmIJfLPrKTKJRbiG+cfnZbQIjAlJmF1jQ==";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly string Folder = Path.Combine(Paths.Root, "artifacts", "axe");
    private static readonly string Archive = Path.Combine(Folder, $"axe-core-{Version}.tgz");

    /// <summary>The script, or null where npm or its registry cannot be had.</summary>
    public static async Task<string?> Script()
    {
        if (!File.Exists(Archive) && !await Fetch())
            return null;
        await using var file = File.OpenRead(Archive);
        Assert.Equal(Hash, Convert.ToBase64String(await SHA512.HashDataAsync(file)));
        file.Position = 0;
        await using var unpacked = new GZipStream(file, CompressionMode.Decompress);
        await using var entries = new TarReader(unpacked);
        while (await entries.GetNextEntryAsync() is { } entry)
            if (entry is { Name: "package/axe.min.js", DataStream: { } text })
                return await new StreamReader(text).ReadToEndAsync();
        throw new InvalidDataException("The package has no script.");
    }

    /// <summary>The serious and critical faults of the page as it is now.</summary>
    public static async Task<string[]> Faults(IPage page, string script)
    {
        if (!await page.EvaluateAsync<bool>("'axe' in window"))
            await page.EvaluateAsync(script);
        var found = await page.EvaluateAsync<JsonElement>("axe.run({ resultTypes: ['violations'] })");
        return
        [
            .. from fault in found.GetProperty("violations").EnumerateArray()
               where fault.GetProperty("impact").GetString() is "serious" or "critical"
               from node in fault.GetProperty("nodes").EnumerateArray()
               select $"{fault.GetProperty("id")}: {node.GetProperty("html")} {node.GetProperty("failureSummary")}",
        ];
    }

    private static async Task<bool> Fetch()
    {
        Directory.CreateDirectory(Folder);
        try
        {
            using var npm = Process.Start(new ProcessStartInfo("npm", ["pack", "--silent", "--fetch-retries=1", $"axe-core@{Version}"])
                { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
            using var end = new CancellationTokenSource(Patience);
            try
            {
                await Task.WhenAll(npm.StandardOutput.ReadToEndAsync(end.Token), npm.StandardError.ReadToEndAsync(end.Token), npm.WaitForExitAsync(end.Token));
            }
            catch (OperationCanceledException)
            {
                npm.Kill(entireProcessTree: true);
                return false;
            }
            return npm.ExitCode == 0 && File.Exists(Archive);
        }
        catch (Win32Exception)
        {
            return false; // There is no npm.
        }
    }
}
