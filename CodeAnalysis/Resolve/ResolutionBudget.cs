namespace YudaiV3.CodeAnalysis.Resolve;

/// <summary>
/// What resolving one repository may cost. It counts steps and bytes, not seconds, so that a repository above a limit
/// gives the same result on every machine. Not thread-safe.
/// </summary>
public sealed class ResolutionBudget(CancellationToken cancellationToken = default)
{
    internal const string TooMany =
            "more imports and names than a repository may have: these files are without dependencies",
        TooMuchWork = "imports that cost too much to resolve: these files are without dependencies",
        TooManyFolders = "more folders than a repository may have: these files are without dependencies",
        Manifests = "project files and manifests that are too large or too complex: these do not count for imports";

    /// <summary>Of one part: a file, a project, a crate or a workspace. A step takes some 10 ns.</summary>
    private const long MaxPartWork = 30_000_000,
        WorkOfSource = 20_000;

    private readonly SortedDictionary<string, int> _cuts = new(StringComparer.Ordinal);
    private long _partLeft = MaxPartWork;

    /// <summary>Steps of the whole resolution.</summary>
    internal long WorkLeft { get; private set; } = 300_000_000;

    /// <summary>Bytes that the resolution may keep beside the facts and texts it was given.</summary>
    internal long BytesLeft { get; private set; } = 100_000_000;

    /// <summary>The maximum number of dependencies of all kinds. A file that would exceed it gets none.</summary>
    public int MaxDependencies { get; init; } = 1_500_000;

    /// <summary>What was left out so far: the number of files by reason.</summary>
    public IReadOnlyDictionary<string, int> Cuts => _cuts;

    internal bool IsSpent => WorkLeft <= 0;

    /// <summary>Large repositories may cost more.</summary>
    internal void Allow(int sources) => WorkLeft += WorkOfSource * sources;

    internal void Cut(string reason, int files = 1)
    {
        if (files > 0)
            _cuts[reason] = _cuts.GetValueOrDefault(reason) + files;
    }

    /// <summary>Resolves one part. Where it costs too much, it is cut short and counted.</summary>
    internal bool TryRun(string reason, Action run)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var part = _partLeft = Math.Min(MaxPartWork, WorkLeft);
        try
        {
            if (IsSpent)
                throw new ResolutionBudgetException();
            run();
            return true;
        }
        catch (ResolutionBudgetException)
        {
            Cut(reason);
            return false;
        }
        finally
        {
            WorkLeft -= part - Math.Max(0, _partLeft);
            _partLeft = MaxPartWork;
        }
    }

    /// <exception cref="ResolutionBudgetException">The part has no more steps.</exception>
    internal void Spend(long steps)
    {
        if ((_partLeft -= steps) < 0)
            throw new ResolutionBudgetException();
    }

    /// <exception cref="ResolutionBudgetException">There is no room for so much.</exception>
    internal void Keep(long bytes)
    {
        if (!TryKeep(bytes))
            throw new ResolutionBudgetException();
    }

    internal bool TryKeep(long bytes)
    {
        if (bytes > BytesLeft)
            return false;
        BytesLeft -= bytes;
        return true;
    }
}

/// <summary>A part of a resolution costs more than it may.</summary>
internal sealed class ResolutionBudgetException : Exception;
