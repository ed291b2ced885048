using System.ComponentModel;
using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;

namespace YudaiV3.Page.Tests;

/// <summary>A version of an npm package, known by its SHA-512. It is fetched once and not committed.</summary>
internal sealed class NpmPackage(string name, string version, string hash)
{
    private static readonly TimeSpan FetchTimeout = TimeSpan.FromMinutes(1);

    private readonly string _folder = Path.Combine(Paths.Root, "artifacts", "npm");

    private string Archive => Path.Combine(_folder, $"{name}-{version}.tgz");

    /// <summary>The text of one of its files, or null where npm or its registry is not available.</summary>
    public async Task<string?> Read(string path)
    {
        if (!File.Exists(Archive) && !await Fetch())
            return null;
        await using var file = File.OpenRead(Archive);
        Assert.Equal(hash, Convert.ToBase64String(await SHA512.HashDataAsync(file)));
        file.Position = 0;
        await using var unpacked = new GZipStream(file, CompressionMode.Decompress);
        await using var entries = new TarReader(unpacked);
        while (await entries.GetNextEntryAsync() is { } entry)
            if (entry.Name == $"package/{path}" && entry.DataStream is { } content)
                return await new StreamReader(content).ReadToEndAsync();
        throw new InvalidDataException($"The package {name} has no {path}.");
    }

    private async Task<bool> Fetch()
    {
        Directory.CreateDirectory(_folder);
        try
        {
            var start = new ProcessStartInfo("npm", ["pack", "--silent", "--fetch-retries=1", $"{name}@{version}"])
            {
                WorkingDirectory = _folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using var npm = Process.Start(start)!;
            using var timeout = new CancellationTokenSource(FetchTimeout);
            try
            {
                await Task.WhenAll(
                    npm.StandardOutput.ReadToEndAsync(timeout.Token),
                    npm.StandardError.ReadToEndAsync(timeout.Token),
                    npm.WaitForExitAsync(timeout.Token)
                );
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
            return false; // npm is not installed.
        }
    }
}
