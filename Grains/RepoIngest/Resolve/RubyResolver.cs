using System.Collections.Frozen;
using YudaiV3.RepoIngest.Scan;

namespace YudaiV3.RepoIngest.Resolve;

/// <summary>Ruby: relative to the file, or on the load paths that gems and applications have.</summary>
internal sealed class RubyResolver(RepositoryMap map) : IResolver
{
    private static readonly FrozenSet<string> Stdlib = """
        English abbrev base64 benchmark bigdecimal bundler cgi coverage csv date delegate did_you_mean digest drb erb error_highlight etc expect fcntl fiddle fileutils find forwardable
        getoptlong io ipaddr irb json logger matrix minitest monitor mutex_m net nkf objspace observer open-uri open3 openssl optparse ostruct pathname pp prettyprint prime pstore psych pty
        racc rake rbconfig rdoc readline reline resolv rexml rinda ripper rss rubygems securerandom set shellwords singleton socket stringio strscan syslog tempfile test-unit time timeout tmpdir
        tracer tsort un unicode_normalize uri weakref win32ole yaml zlib
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet();

    public void Resolve(SourceFile file, Findings findings)
    {
        foreach (var import in file.Facts.Imports)
        {
            var relative = import.Form == ImportForm.Path || import.Specifier.StartsWith('.');
            if ((relative ? Source(file.Folder, import.Specifier) : OnPath(file.Folder, import.Specifier)) is { } found)
                findings.File(found, import.Kind, import.Line);
            else if (relative || import.Specifier.StartsWith('/'))
                findings.Unresolved(import.Specifier, import.Line);
            else
                findings.External(import.Specifier.Split('/')[0], Stdlib.Contains(import.Specifier.Split('/')[0]));
        }
    }

    private string? OnPath(string folder, string specifier) => RepoPath.Upward(folder)
        .SelectMany(above => new[] { RepoPath.Under(above, "lib"), RepoPath.Under(above, "app"), RepoPath.Under(above, "spec"), RepoPath.Under(above, "test"), above })
        .Select(root => Source(root, specifier)).FirstOrDefault(found => found is not null);

    private string? Source(string folder, string specifier) =>
        RepoPath.Join(folder, specifier) is not { } path ? null : map.IsFile($"{path}.rb") ? $"{path}.rb" : map.IsFile(path) ? path : null;
}
