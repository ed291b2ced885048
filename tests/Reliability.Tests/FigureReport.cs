using System.Collections.Concurrent;
using System.Globalization;
using YudaiV3.Reliability.Tests.Crowd;

[assembly: AssemblyFixture(typeof(YudaiV3.Reliability.Tests.FigureReport))]

namespace YudaiV3.Reliability.Tests;

/// <summary>The table of what was measured, written when all tests have run; <c>test.sh</c> shows it.</summary>
public sealed class FigureReport : IDisposable
{
    private readonly ConcurrentQueue<string> _faults = new();
    private readonly ConcurrentQueue<string> _others = new();

    internal void Add(string fault, Discrepancies toll, TimeSpan next, TimeSpan goal, TimeSpan longest) =>
        _faults.Enqueue(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {fault} | {toll.Acknowledged} | {toll.Lost} | {toll.Doubled} | {toll.Unanswered} | {toll.Gaps + toll.Unheard} | {toll.Restarted} | {next.TotalSeconds:0.0} s (< {goal.TotalSeconds:0}) | {longest.TotalSeconds:0.0} s |"
            )
        );

    internal void Add(string what, string figure, string goal) => _others.Enqueue($"| {what} | {figure} | {goal} |");

    public void Dispose()
    {
        Print(
            "| under load of 100 sessions | acknowledged | lost | doubled | never answered | seq gaps | clients restarted | next acknowledged (goal) | longest wait |",
            _faults
        );
        Print("| what | figure | goal |", _others);
    }

    private static void Print(string head, ConcurrentQueue<string> rows)
    {
        if (!rows.IsEmpty)
            Console.WriteLine(
                $"\n{head}\n|{string.Concat(Enumerable.Repeat(" --- |", head.Count(letter => letter == '|') - 1))}\n{string.Join('\n', rows)}\n"
            );
    }
}
