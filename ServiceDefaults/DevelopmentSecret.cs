using System.Security.Cryptography;

namespace YudaiV3.ServiceDefaults;

/// <summary>
/// The signing secret of a local run: made once, and kept in <c>YUDAI_DATA_DIR</c> for its owner's eyes only.
/// Of several processes that start at once one makes it; the others read it.
/// </summary>
public static class DevelopmentSecret
{
    private const string Variable = "YUDAI_DATA_DIR";
    private const string FileName = "jwt-secret";
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
        var kept = Path.Combine(folder, FileName);
        if (!File.Exists(kept))
            Make(folder, kept);
        return File.ReadAllText(kept);
    }

    /// <summary>
    /// Moves a whole folder into place: unlike a file, a folder never replaces one that has something in it, however
    /// many come at once.
    /// </summary>
    private static void Make(string folder, string kept)
    {
        var draft = $"{folder}.{Guid.NewGuid():N}";
        Directory.CreateDirectory(draft);
        try
        {
            Write(Path.Combine(draft, FileName));
            Directory.Move(draft, folder);
        }
        catch (IOException) when (File.Exists(kept))
        {
            Directory.Delete(draft, recursive: true); // Another process was first.
        }
    }

    private static void Write(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var writer = new StreamWriter(path, options);
        writer.Write(Convert.ToBase64String(RandomNumberGenerator.GetBytes(Bytes)));
    }
}
