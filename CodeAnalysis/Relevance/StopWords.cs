using System.Collections.Frozen;

namespace YudaiV3.CodeAnalysis.Relevance;

/// <summary>English words of requests that do not tell one file from another.</summary>
internal static class StopWords
{
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Empty = Words(
        """
        a about above actually after again all also always am an and another any anyone anything are aren as ask at
        away back be became because become been before being below best better between both but by can cannot could
        couldn did didn different do does doesn doing don done down during each either else enough etc even ever every
        everything example few first for from further get gets getting give given go goes going gone good got had has
        hasn have haven having he hello help her here hey hi him his how however i if in instead into is isn it its
        itself just keep kind know last least less let like ll lot made make makes making many may maybe me mean means
        might more most much must my need needed needs never next no nor not nothing now of off often ok on once one
        only or other others our out over own part per perhaps please possible pretty probably quite rather re really
        right said same say says see seem seems several shall she should shouldn show shows since so some somehow
        someone something somewhere soon still such sure take taken takes tell than thank thanks that the their them
        then there these they thing things think this those though through thus to today together too tried try trying
        two under unless until up upon us use used user uses using usually ve very via want wanted wants was wasn way
        we well went were weren what whatever when where whether which while who whole whose why will with within
        without won would wouldn yes yet you your
        """
    );

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Weak = Words(
        """
        add added adding adds allow allowed allows behavior behaviour bug change changed changes changing code commit
        correct current currently error errors expected feature file files find fix fixed fixes fixing function found
        happens implement implementation improve issue issues line lines look looks method new old place problem
        question remove removed removes removing report reproduce result return returns run running runs simple small
        support supports test tests update updated updates updating version work working works wrong
        """
    );

    /// <summary>Says nothing at all.</summary>
    public static bool IsEmpty(ReadOnlySpan<char> word) => Empty.Contains(word);

    /// <summary>A request has it because it is a request.</summary>
    public static bool IsWeak(ReadOnlySpan<char> word) => Weak.Contains(word);

    private static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Words(string text) =>
        text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .ToFrozenSet(StringComparer.OrdinalIgnoreCase)
            .GetAlternateLookup<ReadOnlySpan<char>>();
}
