using YudaiV3.RepoIngest.Execution;
using YudaiV3.Storage;

namespace YudaiV3.RepoIngest.Packs;

public sealed class RepositoryPacksTests(GrainCluster cluster)
{
    private readonly ScriptedRepository _repository = cluster.Sources.Add();
    private readonly long _user = GrainCluster.NewUser();

    [Fact]
    public async Task Sweep_deletes_what_nobody_refers_to_and_nothing_else()
    {
        _repository.Commit(PackWriterTests.Sources(2_000));
        var first = await cluster.Finished(await cluster.Ingest(_repository, _user));
        var all = cluster.PackRecordsOf(first, 1).ToArray();
        var again = await Repeat(first, at => at == 700);

        await Packs(first).Sweep();
        Assert.Single(all.Except(cluster.PackRecordsOf(first, 1)));
        Assert.Equal(2_000, (await cluster.Texts(again)).Count);
        Assert.Null(await cluster.Packs().Index(first));
    }

    [Fact]
    public async Task Sweep_that_dies_in_the_middle_goes_on_at_the_next()
    {
        _repository.Commit(PackWriterTests.Sources(2_000));
        var first = await cluster.Finished(await cluster.Ingest(_repository, _user));
        var again = await Repeat(first, at => at % 2 == 0);
        var all = cluster.PackRecordsOf(first, 1).ToArray();
        var grain = cluster.Grains.RepoIngest(first.Order.IngestId);

        using (cluster.Fail(grain, all[all.Length / 2], WriteFate.Refused))
            await Assert.ThrowsAsync<IOException>(() => Packs(first).Sweep());
        var left = cluster.PackRecordsOf(first, 1).Count();
        Assert.True(left > 0);
        await Packs(first).Cast<Orleans.Core.Internal.IGrainManagementExtension>().DeactivateOnIdle();
        await Packs(first).Sweep();

        Assert.DoesNotContain(cluster.Storage.Names(grain.GetGrainId()), name =>
            name.StartsWith("ingest-pack", StringComparison.Ordinal) && name.Contains("/1/")
        );
        Assert.Equal(2_000, (await cluster.Texts(again)).Count);
    }

    [Fact]
    public async Task Sweep_after_an_ingest_that_died_before_its_index_deletes_what_it_wrote()
    {
        _repository.Commit(PackWriterTests.Sources(2_000));
        var user = GrainCluster.NewUser();
        _repository.StopsAt = 1_500;
        var id = await cluster.Extract(_repository, user);
        await _repository.Stopped.Task.WaitAsync(IngestCluster.Patience, TestContext.Current.CancellationToken);
        var grain = cluster.Grains.RepoIngest(id).GetGrainId();
        await Testing.Eventually.True(
            () => Task.FromResult(Records(grain, "ingest-pack-filter/").Any()),
            IngestCluster.Patience,
            () => "packs are written"
        );
        await cluster.Grains.RepoIngest(id).Cancel(user);
        await cluster.Grains.Deactivate(id); // its run has ended when the next activation begins
        _repository.StopsAt = -1;
        // The next attempt of the ingest takes the place of the cancelled one.
        var done = await cluster.Finished(await cluster.Ingest(_repository, user));
        await Packs(done).Sweep();
        Assert.DoesNotContain(Records(grain, "ingest-pack"), name => name.Contains("/1/", StringComparison.Ordinal));
        Assert.Equal(2_000, (await cluster.Texts(done)).Count);
    }

    [Fact]
    public async Task Repeat_of_an_ingest_without_texts_reads_them_and_keeps_the_old_result_meanwhile()
    {
        _repository.Commit(PackWriterTests.Sources(10));
        var first = await cluster.Finished(await cluster.Ingest(_repository, _user));
        _repository.Fault = new IOException("away");
        var repeating = Repeat(first, _ => true);
        Assert.Equal(
            1,
            (await cluster.Grains.IngestedBranch(first.Order.RepositoryId).Describe(_user)).TotalFiles / 10
        );
        _repository.Fault = null;
        Assert.Equal(2, (await repeating).Result.Attempt);
    }

    private IEnumerable<string> Records(Orleans.Runtime.GrainId grain, string prefix) =>
        cluster.Storage.Names(grain).Where(name => name.StartsWith(prefix, StringComparison.Ordinal));

    private IRepositoryPacks Packs(FinishedIngest ingest) => cluster.Grains.RepositoryPacks(ingest.Order.Repository);

    /// <summary>Ingests the same commit again, as if some of its files had other contents.</summary>
    private async Task<FinishedIngest> Repeat(FinishedIngest first, Func<int, bool> isChanged)
    {
        _repository.Commits[first.Order.CommitSha] =
        [
            .. PackWriterTests
                .Sources(first.Result.Files)
                .Select((file, at) => ScriptedRepository.Text(file.Path, isChanged(at) ? $"y = {at}\n" : file.Text)),
        ];
        await cluster
            .Grains.GetGrain<IRepoIngestInternal>(IngestKeys.ForIngest(first.Order.IngestId))
            .Repeat(first.Order, first.Result.Attempt, _user);
        return await cluster.Finished(await cluster.End(first.Order.IngestId, _user));
    }
}
