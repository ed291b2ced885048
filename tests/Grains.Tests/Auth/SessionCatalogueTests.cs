using Orleans.Runtime;
using Orleans.Storage;
using YudaiV3.Chat;
using YudaiV3.Storage;

namespace YudaiV3.Auth;

public sealed class SessionCatalogueTests : IDisposable
{
    private readonly PageStorage _storage = new();
    private readonly GroupCommit<UserHead> _commits;
    private readonly SessionCatalogue _catalogue;

    public SessionCatalogueTests()
    {
        var owner = new Owner();
        _commits = new GroupCommit<UserHead>(new StoredState<UserHead>(new UserHead()), owner);
        _catalogue = new SessionCatalogue(_commits, new GrainRecords(_storage, default), owner, null!, userId: 1);
    }

    public void Dispose() => _catalogue.Dispose();

    [Fact]
    public async Task Deactivate_removes_the_session_from_the_active_ones()
    {
        var place = await _catalogue.Activate("talk", null);
        _storage.Written.SetResult();
        await _catalogue.Deactivate(new Session { SessionId = "talk" }, place);
        Assert.Empty(_commits.Current.ActiveSessions);
        Assert.Equal("talk", await _catalogue.SessionAt(place));
    }

    [Fact]
    public async Task Deactivate_that_is_late_keeps_a_session_that_was_activated_again()
    {
        var place = await _catalogue.Activate("talk", null);
        var late = _catalogue.Deactivate(new Session { SessionId = "talk" }, place);
        Assert.Equal(place, await _catalogue.Activate("talk", place));
        _storage.Written.SetResult();
        await late;
        Assert.Equal("talk", Assert.Single(_commits.Current.ActiveSessions).SessionId);
        await _catalogue.Deactivate(new Session { SessionId = "talk", Title = "Later" }, place);
        Assert.Empty(_commits.Current.ActiveSessions);
    }

    private sealed class Owner : IStateOwner<UserHead>
    {
        public void WriteFailed(Exception exception) => throw exception;
    }

    /// <summary>A storage without records, whose writes wait.</summary>
    private sealed class PageStorage : IGrainStorage
    {
        public TaskCompletionSource Written { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
            Task.CompletedTask;

        public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => Written.Task;

        public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
            throw new NotSupportedException();
    }
}
