namespace YudaiV3.Storage;

/// <summary>
/// The grain whose state a <see cref="GroupCommit{T}"/> writes. Only an owner whose state can fill up implements
/// <see cref="HasRoom"/> and <see cref="MakeRoom"/>.
/// </summary>
internal interface IStateOwner<T>
{
    /// <summary>Whether the state accepts one more change before <see cref="MakeRoom"/> must run.</summary>
    bool HasRoom(T state) => true;

    /// <summary>Moves the oldest part into separate records and returns the state without it.</summary>
    Task<T> MakeRoom(T state) => Task.FromResult(state);

    /// <summary>
    /// Runs after a successful write, before any caller is acknowledged, and after a recovery.
    /// </summary>
    void Committed(T before, T after) { }

    /// <summary>
    /// Whether the owner goes on after a failed write: the next change reads the state again.
    /// </summary>
    bool Recovers => false;

    /// <summary>Runs after a failed write. The owner must end its activation, or recover.</summary>
    void WriteFailed(Exception exception);
}
