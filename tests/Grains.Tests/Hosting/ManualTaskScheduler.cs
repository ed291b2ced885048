using System.Collections.Concurrent;

namespace YudaiV3.Hosting;

/// <summary>
/// A scheduler as a grain has one, which runs its tasks one at a time and only when the test says so. A scheduler that
/// does not run stands for a frozen process.
/// </summary>
internal sealed class ManualTaskScheduler : TaskScheduler
{
    private readonly ConcurrentQueue<Task> _tasks = new(); // Some continuations pass through the thread pool.

    public bool HasWork => !_tasks.IsEmpty;

    /// <summary>Starts the work on this scheduler. It runs with the next <see cref="RunAll"/>.</summary>
    public Task<T> Start<T>(Func<Task<T>> work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.None, this).Unwrap();

    /// <summary>Runs the work now, up to the point where it waits for something else.</summary>
    public T Run<T>(Func<T> work)
    {
        var task = Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.None, this);
        RunAll();
        return task.GetAwaiter().GetResult();
    }

    public void RunAll()
    {
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null); // It would take precedence over this scheduler.
        try
        {
            while (_tasks.TryDequeue(out var task))
                TryExecuteTask(task);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    protected override void QueueTask(Task task) => _tasks.Enqueue(task);

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    protected override IEnumerable<Task> GetScheduledTasks() => _tasks;
}
