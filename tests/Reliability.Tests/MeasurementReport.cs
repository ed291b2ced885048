using System.Collections.Concurrent;
using System.Globalization;
using YudaiV3.Reliability.Tests.Load;

[assembly: AssemblyFixture(typeof(YudaiV3.Reliability.Tests.MeasurementReport))]

namespace YudaiV3.Reliability.Tests;

/// <summary>Collects measurements and prints them as tables after all tests. <c>test.sh</c> shows the tables.</summary>
public sealed class MeasurementReport : IDisposable
{
    private readonly ConcurrentQueue<string> _faults = new();
    private readonly ConcurrentQueue<string> _others = new();

    internal void Add(string fault, Discrepancies found, TimeSpan next, TimeSpan goal, TimeSpan maxWait) =>
        _faults.Enqueue(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {fault} | {found.Acknowledged} | {found.Lost} | {found.Duplicated} | {found.Unanswered} "
                    + $"| {found.Gaps + found.Undelivered} | {found.Restarts} "
                    + $"| {next.TotalSeconds:0.0} s (< {goal.TotalSeconds:0}) | {maxWait.TotalSeconds:0.0} s |"
            )
        );

    internal void Add(string name, string result, string goal) => _others.Enqueue($"| {name} | {result} | {goal} |");

    public void Dispose()
    {
        Print(
            "| fault under the load of 100 sessions | acknowledged | lost | doubled | never answered | seq gaps "
                + "| clients restarted | next acknowledged (goal) | longest wait |",
            _faults
        );
        Print("| other measurement | result | goal |", _others);
    }

    private static void Print(string header, ConcurrentQueue<string> rows)
    {
        if (rows.IsEmpty)
            return;
        var columns = header.Count(letter => letter == '|') - 1;
        var separator = string.Concat(Enumerable.Repeat(" --- |", columns));
        Console.WriteLine($"\n{header}\n|{separator}\n{string.Join('\n', rows)}\n");
    }
}
