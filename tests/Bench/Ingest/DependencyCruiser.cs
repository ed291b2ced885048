using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace YudaiV3.Bench.Ingest;

/// <summary>
/// The tool that people use for JavaScript and TypeScript today, installed beside the build output where npm can.
/// </summary>
internal static class DependencyCruiser
{
    private const string Wanted = "dependency-cruiser@17 typescript@5";

    // Warm: the second run in one process counts.
    private const string Script = """
        import { cruise } from "dependency-cruiser";
        import extractTSConfig from "dependency-cruiser/config-utl/extract-ts-config";
        process.chdir(process.argv[2]);
        const config = extractTSConfig("tsconfig.json");
        let took = 0;
        for (let n = 0; n < 2; n++) {
          const begun = performance.now();
          const found = await cruise(["."],
            { tsPreCompilationDeps: true, tsConfig: { fileName: "tsconfig.json" }, exclude: { path: "node_modules" } },
            { tsConfig: "tsconfig.json" }, { tsConfig: config });
          took = performance.now() - begun;
          if (found.output.modules.length === 0) process.exit(1);
        }
        console.log(took);
        """;

    /// <summary>Null where it cannot be had.</summary>
    public static async Task<TimeSpan?> Time(string folder)
    {
        if (!File.Exists(Path.Combine(folder, "tsconfig.json")))
            return null;
        var home = Directory
            .CreateDirectory(Path.Combine(Paths.Root, "artifacts", "bench", "dependency-cruiser"))
            .FullName;
        await File.WriteAllTextAsync(Path.Combine(home, "run.mjs"), Script);
        if (
            !Directory.Exists(Path.Combine(home, "node_modules", "dependency-cruiser"))
            && await Run("npm", $"install --prefix {home} --no-audit --no-fund --silent {Wanted}", home) is null
        )
            return null;
        return
            await Run("node", $"run.mjs {folder}", home) is { } output
            && double.TryParse(
                output.Split('\n', StringSplitOptions.RemoveEmptyEntries).LastOrDefault(),
                CultureInfo.InvariantCulture,
                out var took
            )
            ? TimeSpan.FromMilliseconds(took)
            : null;
    }

    private static async Task<string?> Run(string command, string arguments, string folder)
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo(command, arguments)
                {
                    WorkingDirectory = folder,
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                    RedirectStandardInput = true,
                }
            )!;
            process.StandardInput.Close();
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.WaitForExitAsync();
            if (process.ExitCode == 0)
                return await output;
            Progress.Say($"  {command}: {(await errors).Trim()}");
        }
        catch (Win32Exception)
        {
            // Not installed.
        }
        return null;
    }
}
