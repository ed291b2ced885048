using CsCheck;
using YudaiV3.GitHub;
using YudaiV3.Issues.Simulation;
using YudaiV3.Storage;

namespace YudaiV3.Issues;

/// <summary>
/// Random histories of requests, time, frozen and killed silos, failed writes and faults of GitHub. Whatever happens,
/// GitHub has at most one issue, whoever was told of an issue was told of that one, and in the end there is one.
/// </summary>
public sealed class FilingModelTests
{
    private const int MaxSteps = 40;

    private static readonly TimeSpan MaxTimeToFile = TimeSpan.FromMinutes(10),
        MaxRealTime = TimeSpan.FromSeconds(10);

    private static readonly double[] Waits = [0.1, 0.5, 2, 5, 13, 30];

    private static readonly Gen<Operation> Operations = Gen.Frequency(
        (5, Gen.Int[0, 3].Select(index => new Operation("file", Waits[index]))),
        (8, Gen.Int[0, Waits.Length - 1].Select(index => new Operation("wait", Waits[index]))),
        (3, Gen.Int[0, 2].Select(silo => new Operation("freeze", silo))),
        (3, Gen.Int[0, 2].Select(silo => new Operation("thaw", silo))),
        (8, Gen.Int[0, 2].Select(silo => new Operation("stall", silo))),
        (1, Gen.Int[0, 2].Select(silo => new Operation("kill", silo))),
        (1, Gen.Const(new Operation("deactivate"))),
        (4, Gen.Int[0, (int)PostFate.Refused].Select(fate => new Operation("post", fate))),
        (3, Gen.Const(new Operation("post", (int)PostFate.Limited))),
        (1, Gen.Int[1, 3].Select(count => new Operation("fail reads", count))),
        (2, Gen.Int[1, 2].Select(fate => new Operation("fail write", fate))),
        (1, Gen.Int[1, 2].Select(fate => new Operation("fail gate write", fate)))
    );

    [Fact]
    public void Any_history_leads_to_one_issue() => Sample(histories: 60);

    [Fact, Trait("form", "long")]
    public void Any_long_run_of_histories_leads_to_one_issue_each() => Sample(histories: 5_000);

    private static void Sample(int histories) =>
        Operations
            .Array[1, MaxSteps]
            .Sample(Run, iter: histories, threads: 1, print: history => string.Join("; ", history.AsEnumerable()));

    private static void Run(Operation[] history)
    {
        var cluster = new SimulatedCluster();
        foreach (var operation in history)
        {
            operation.Apply(cluster);
            Check(cluster);
        }
        cluster.ThawAll();
        AdvanceUntil(cluster, () => cluster.IssueRow.Stored.Issue?.GithubIssueNumber is not null, cluster.File);
        AdvanceUntil(cluster, () => cluster.Requests.All(request => request.IsCompleted), () => { });
        cluster.Advance(TimeSpan.FromMinutes(2)); // Late requests arrive too.
        Check(cluster);
        Assert.Single(cluster.GitHub.Repository.Issues);
        Assert.False(cluster.IssueRow.Stored.IsUnfinished);
    }

    private static void AdvanceUntil(SimulatedCluster cluster, Func<bool> condition, Action ask)
    {
        var start = TimeProvider.System.GetTimestamp();
        for (var waited = TimeSpan.Zero; !condition(); waited += TimeSpan.FromSeconds(30))
        {
            // A busy machine may hold up what passes through the thread pool while the virtual time goes on.
            Assert.True(
                waited < MaxTimeToFile || TimeProvider.System.GetElapsedTime(start) < MaxRealTime,
                "The issue is never filed, or a request never returns."
            );
            ask();
            cluster.Advance(TimeSpan.FromSeconds(30));
            Check(cluster);
        }
    }

    private static void Check(SimulatedCluster cluster)
    {
        Assert.InRange(cluster.GitHub.Repository.Issues.Count, 0, 1);
        foreach (var request in cluster.Requests.Where(request => request.IsCompletedSuccessfully))
            if (request.Result is { } filed)
                Assert.Equal(1, filed.Issue.GithubIssueNumber);
        foreach (var request in cluster.Requests.Where(request => request.IsFaulted))
            Assert.True(
                request.Exception!.InnerException
                    is UnavailableException
                        or GitHubException
                        or Orleans.Runtime.OrleansException
                        or TimeoutException,
                request.Exception.ToString()
            );
    }

    private sealed record Operation(string Name, double Value = 0)
    {
        public void Apply(SimulatedCluster cluster)
        {
            var number = (int)Value;
            Action apply = Name switch
            {
                "file" => () => File(cluster),
                "wait" => () => cluster.Advance(TimeSpan.FromSeconds(Value)),
                "freeze" => () => cluster.Freeze(number),
                "thaw" => () => cluster.Thaw(number),
                "stall" => () => Stall(cluster, number),
                "kill" => () => cluster.Kill(number),
                "deactivate" => cluster.DeactivateIssue,
                "post" => () => cluster.GitHub.Fates.Enqueue((PostFate)number),
                "fail reads" => () => cluster.GitHub.FailingReads += number,
                "fail write" => () => cluster.IssueRow.NextFate = (WriteFate)number,
                "fail gate write" => () => cluster.FailGateWrite((WriteFate)number),
                _ => throw new InvalidOperationException(Name),
            };
            apply();
        }

        private void File(SimulatedCluster cluster)
        {
            cluster.File();
            cluster.Advance(TimeSpan.FromSeconds(Value));
        }

        /// <summary>Freezes a silo until another has done its work.</summary>
        private static void Stall(SimulatedCluster cluster, int silo)
        {
            cluster.Freeze(silo);
            cluster.Advance(TimeSpan.FromSeconds(45));
            cluster.Thaw(silo);
            cluster.Advance(TimeSpan.FromSeconds(1));
        }

        public override string ToString() => FormattableString.Invariant($"{Name} {Value}");
    }
}
