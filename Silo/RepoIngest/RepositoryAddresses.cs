using System.Text.RegularExpressions;
using YudaiV3.RepoIngest.Sources;
using YudaiV3.ServiceDefaults;

namespace YudaiV3.Silo.RepoIngest;

/// <summary>Parses <c>owner/name</c>, URLs of the configured GitHub, and paths of local repositories.</summary>
internal sealed partial class RepositoryAddresses(GitHubUrls github, LocalFolders folders) : IRepositoryAddresses
{
    private readonly Uri _web = new(github.Web),
        _api = new(github.Api);

    public RepositoryAddress Find(string repoUrl)
    {
        var text = repoUrl.Trim();
        if (
            folders.IsEnabled
            && text.Length > 0
            && !text.Contains("://", StringComparison.Ordinal)
            && folders.Find(text) is { } folder
        )
            return new(
                new RepositoryLocation
                {
                    Owner = folders.OwnerOf(WorkTreeOf(folder)),
                    Name = NameOf(folder),
                    Folder = folder,
                },
                null
            );
        if (Path.IsPathRooted(text))
            throw folders.IsEnabled
                ? new NotFoundException("There is no such repository, or you cannot read it.")
                : Invalid();
        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "https" or "http" or "ssh" or "git")
            return IsOnGitHub(url) ? Parse(Uri.UnescapeDataString(url.AbsolutePath)) : throw Invalid();
        foreach (var start in (string[])[$"git@{_web.Host}:", _web.Authority + "/"])
            if (text.StartsWith(start, StringComparison.OrdinalIgnoreCase))
                return Parse(text[start.Length..]);
        return Parse(text);
    }

    private bool IsOnGitHub(Uri url) =>
        (
            url.Host.Equals(_web.Host, StringComparison.OrdinalIgnoreCase)
            || url.Host.Equals("www." + _web.Host, StringComparison.OrdinalIgnoreCase)
            || url.Host.Equals(_api.Host, StringComparison.OrdinalIgnoreCase)
        ) && (url.IsDefaultPort || url.Port == _web.Port || url.Port == _api.Port);

    private RepositoryAddress Parse(string path)
    {
        path = path.Trim('/');
        if (
            _web.AbsolutePath.Trim('/') is { Length: > 0 } prefix
            && path.StartsWith(prefix + "/", StringComparison.OrdinalIgnoreCase)
        )
            path = path[(prefix.Length + 1)..];
        return Address().Match(path) is { Success: true } match
            ? new(
                new RepositoryLocation { Owner = match.Groups["owner"].Value, Name = match.Groups["name"].Value },
                match.Groups["ref"] is { Success: true, Value: var reference } ? reference : null
            )
            : throw Invalid();
    }

    private static string WorkTreeOf(string folder) =>
        Path.GetFileName(folder) == ".git" ? Path.GetDirectoryName(folder)! : folder;

    private static string NameOf(string folder) =>
        Path.GetFileName(WorkTreeOf(folder)) switch
        {
            "" => "repository",
            var name when name.EndsWith(".git", StringComparison.Ordinal) => name[..^4],
            var name => name,
        };

    private InvalidException Invalid() =>
        new(
            "repo_url",
            $"This must be owner/name or an address such as {github.Web}/owner/name"
                + (folders.IsEnabled ? ", or the path of a local Git repository." : ".")
        );

    [GeneratedRegex(
        @"^(?<owner>[A-Za-z0-9_.-]{1,100})/(?!\.{1,2}(?:\.git)?(?:/|$))(?<name>[A-Za-z0-9_.-]{1,100}?)(?:\.git)?"
            + @"(?:/(?:tree|commit)/(?<ref>[^\s]{1,255}))?$",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex Address();
}
