using System.Security.Cryptography;

namespace YudaiV3.Hosting;

/// <summary>
/// The signing secret of a local run: made once, and kept in <c>YUDAI_DATA_DIR</c> for its owner's eyes only.
/// Of several processes that start at once one makes it; the others read it.
/// </summary>
internal static class DevelopmentSecret
{
    private const string Variable = "YUDAI_DATA_DIR";
    private const int Bytes = 48;

    public static string In(IConfiguration configuration)
    {
        var folder = configuration[Variable] is { Length: > 0 } set ? set : ".data";
        try
        {
            return ReadOrMake(Path.Combine(folder, "keys"));
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new SettingException(Variable, "names a folder in which the signing key cannot be kept");
        }
    }

    private static string ReadOrMake(string folder)
    {
        var kept = Path.Combine(folder, "jwt-secret");
        if (!File.Exists(kept))
            Make(folder, kept);
        return File.ReadAllText(kept);
    }

    private static void Make(string folder, string kept)
    {
        Directory.CreateDirectory(folder);
        var draft = Path.Combine(folder, $"jwt-secret.{Guid.NewGuid():N}");
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            using (var writer = new StreamWriter(draft, options))
                writer.Write(Convert.ToBase64String(RandomNumberGenerator.GetBytes(Bytes)));
            File.Move(draft, kept, overwrite: false); // Never replaces: who comes second fails, and reads the first one's.
        }
        catch (IOException) when (File.Exists(kept))
        {
            // Another process was first.
        }
        finally
        {
            File.Delete(draft);
        }
    }
}
