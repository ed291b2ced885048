using Orleans.Runtime;

namespace YudaiV3.Storage;

public sealed class GroupCommitTests
{
    private readonly FakeState _state = new();
    private readonly Owner _owner = new();
    private readonly GroupCommit<List<int>> _commits;

    public GroupCommitTests() => _commits = new GroupCommit<List<int>>(_state, _owner);

    [Fact]
    public async Task Commit_many_times_at_once_shares_writes()
    {
        var first = _commits.Commit(Add(0));
        await _state.Started.Task;
        var others = Enumerable.Range(1, 20).Select(value => _commits.Commit(Add(value))).ToArray();
        Assert.Empty(_commits.Current);
        Assert.True(_commits.InFlight);
        _state.Gate.SetResult();
        await Task.WhenAll([first, .. others]);
        Assert.Equal(Enumerable.Range(0, 21), _commits.Current);
        Assert.Equal(2, _state.Writes);
        Assert.Equal(2, _owner.Commits);
    }

    [Fact]
    public async Task Commit_that_throws_fails_alone()
    {
        var first = _commits.Commit(Add(0));
        await _state.Started.Task;
        var refused = _commits.Commit<bool>(_ => throw new ConflictException("no"));
        var accepted = _commits.Commit(Add(1));
        _state.Gate.SetResult();
        Assert.True(await first);
        await Assert.ThrowsAsync<ConflictException>(() => refused);
        Assert.True(await accepted);
        Assert.Equal([0, 1], _commits.Current);
    }

    [Fact]
    public async Task Commit_without_a_change_writes_nothing()
    {
        Assert.Equal(7, await _commits.Commit(state => (state, 7)));
        Assert.Equal(0, _state.Writes);
    }

    [Fact]
    public async Task Commit_after_a_failed_write_is_unavailable()
    {
        _state.Gate.SetException(new IOException("away"));
        await Assert.ThrowsAsync<UnavailableException>(() => _commits.Commit(Add(1)));
        await Assert.ThrowsAsync<UnavailableException>(() => _commits.Commit(Add(2)));
        await _commits.Drain();
        Assert.True(_commits.HasFailed);
        Assert.IsType<IOException>(_owner.Failure);
        Assert.Empty(_commits.Current);
    }

    private static Func<List<int>, (List<int>, bool)> Add(int value) => state => ([.. state, value], true);

    private sealed class Owner : IStateOwner<List<int>>
    {
        public int Commits { get; private set; }
        public Exception? Failure { get; private set; }

        public void Committed(List<int> before, List<int> after) => Commits++;

        public void WriteFailed(Exception exception) => Failure = exception;
    }

    private sealed class FakeState : IPersistentState<List<int>>
    {
        public TaskCompletionSource Gate { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
        public TaskCompletionSource Started { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
        public int Writes { get; private set; }
        public List<int> State { get; set; } = [];
        public string? Etag => null;
        public bool RecordExists => true;

        public Task WriteStateAsync()
        {
            Writes++;
            Started.TrySetResult();
            return Gate.Task;
        }

        public Task ReadStateAsync() => Task.CompletedTask;

        public Task ClearStateAsync() => Task.CompletedTask;
    }
}
