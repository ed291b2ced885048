using System.Collections.Frozen;
using YudaiV3.CodeAnalysis.Scan;

namespace YudaiV3.CodeAnalysis.Resolve;

/// <summary>Ruby: relative to the file, or on the load paths that gems and applications have.</summary>
internal sealed class RubyResolver : IResolver
{
    private static readonly FrozenSet<string> Stdlib = """
        English abbrev base64 benchmark bigdecimal bundler cgi coverage csv date delegate did_you_mean digest drb erb
        error_highlight etc expect fcntl fiddle fileutils find forwardable getoptlong io ipaddr irb json logger matrix
        minitest monitor mutex_m net nkf objspace observer open-uri open3 openssl optparse ostruct pathname pp
        prettyprint prime pstore psych pty racc rake rbconfig rdoc readline reline resolv rexml rinda ripper rss
        rubygems securerandom set shellwords singleton socket stringio strscan syslog tempfile test-unit time timeout
        tmpdir tracer tsort un unicode_normalize uri weakref win32ole yaml zlib
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet();

    private readonly RepositoryMap _map;
    private readonly string[] _gems;
    private readonly ResolutionBudget _budget;

    public RubyResolver(RepositoryMap map, ResolutionBudget budget)
    {
        _budget = budget;
        _map = map;
        // The gems of a repository are on each other's load path.
        _gems =
        [
            .. map
                .Files.Where(file => file.EndsWith(".gemspec", StringComparison.Ordinal))
                .Select(path => RepoPath.Under(RepoPath.Folder(path), "lib"))
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];
    }

    public void Resolve(SourceFile file, ResolutionBuilder resolution)
    {
        foreach (var import in file.Facts.Imports)
        {
            var relative = import.Form == ImportForm.Path || import.Specifier.StartsWith('.');
            if ((relative ? Source(file.Folder, import.Specifier) : OnPath(file.Folder, import.Specifier)) is { } found)
                resolution.File(found, import.Kind, import.Line);
            else if (relative || import.Specifier.StartsWith('/'))
                resolution.Unresolved(import.Specifier, import.Line);
            else
                resolution.External(import.Specifier.Split('/')[0], Stdlib.Contains(import.Specifier.Split('/')[0]));
        }
    }

    private string? OnPath(string folder, string specifier) =>
        RepoPath
            .Upward(folder)
            .SelectMany(above =>
                new[]
                {
                    RepoPath.Under(above, "lib"),
                    RepoPath.Under(above, "app"),
                    RepoPath.Under(above, "spec"),
                    RepoPath.Under(above, "test"),
                    above,
                }
            )
            .Concat(_gems)
            .Select(root =>
            {
                _budget.Spend(40);
                return Source(root, specifier);
            })
            .FirstOrDefault(found => found is not null);

    private string? Source(string folder, string specifier) =>
        RepoPath.Join(folder, specifier) is not { } path ? null
        : _map.IsFile($"{path}.rb") ? $"{path}.rb"
        : _map.IsFile(path) ? path
        : null;
}
