using System.Security.Cryptography;

namespace YudaiV3.ServiceDefaults;

/// <summary>
/// The signing secret of a local run, in a file of <c>YUDAI_DATA_DIR</c> that only its owner can read. If several
/// processes start at once, one of them creates the file and the others read it.
/// </summary>
public static class DevelopmentSecret
{
    private const string Variable = "YUDAI_DATA_DIR";
    private const string FileName = "jwt-secret";
    private const int Bytes = 48;

    /// <exception cref="SettingException">The file cannot be read or written.</exception>
    public static string ReadOrCreate(IConfiguration configuration)
    {
        var folder = configuration[Variable] is { Length: > 0 } set ? set : ".data";
        try
        {
            return ReadOrCreate(Path.Combine(folder, "keys"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SettingException(Variable, "names a folder in which the signing key cannot be stored");
        }
    }

    private static string ReadOrCreate(string folder)
    {
        var file = Path.Combine(folder, FileName);
        if (!File.Exists(file))
            Create(folder, file);
        return File.ReadAllText(file);
    }

    // Moving a folder is atomic and, unlike moving a file, never replaces an existing folder that is not empty.
    private static void Create(string folder, string file)
    {
        var temporary = $"{folder}.{Guid.NewGuid():N}";
        Directory.CreateDirectory(temporary);
        try
        {
            Write(Path.Combine(temporary, FileName));
            Directory.Move(temporary, folder);
        }
        catch (IOException) when (File.Exists(file))
        {
            Directory.Delete(temporary, recursive: true); // Another process created the file first.
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
