using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace YudaiV3.Testing.FakeGitHub;

/// <summary>What goes wrong with the next requests to a path.</summary>
public sealed class GitHubFaults
{
    private readonly ConcurrentDictionary<
        (string Method, string Path, string Token),
        ConcurrentQueue<GitHubFault>
    > _script = new();
    private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>One fault for each of the next requests whose path ends so.</summary>
    public void Script(string path, params GitHubFault[] faults) => Script("", path, faults);

    /// <summary>One fault for each of the next requests of the method whose path ends so.</summary>
    public void Script(string method, string path, params GitHubFault[] faults) => Add((method, path, ""), faults);

    /// <summary>One fault for each of the next requests with that token whose path ends so.</summary>
    public void ScriptFor(string token, string path, params GitHubFault[] faults) => Add(("", path, token), faults);

    /// <summary>Lets go of requests that hang.</summary>
    internal void Release() => _over.TrySetResult();

    /// <summary>True where the request has got all that it will get.</summary>
    internal async Task<bool> Strike(HttpContext context, RequestDelegate next)
    {
        var path = context.Request.Path.Value ?? "";
        foreach (var (which, faults) in _script)
            if (
                (which.Method.Length == 0 || which.Method == context.Request.Method)
                && path.EndsWith(which.Path, StringComparison.Ordinal)
                && context.Request.Headers.Authorization.ToString().EndsWith(which.Token, StringComparison.Ordinal)
                && faults.TryDequeue(out var fault)
            )
            {
                if (fault.IsLate)
                    await DoUnseen(context, next);
                await Strike(context, fault);
                return true;
            }
        return false;
    }

    private void Add((string Method, string Path, string Token) which, GitHubFault[] faults)
    {
        var queue = _script.GetOrAdd(which, _ => new());
        foreach (var fault in faults)
            queue.Enqueue(fault);
    }

    /// <summary>What was asked for is done; the answer is lost.</summary>
    private static async Task DoUnseen(HttpContext context, RequestDelegate next)
    {
        var body = context.Response.Body;
        context.Response.Body = new MemoryStream();
        await next(context);
        context.Response.Body = body;
        context.Response.Clear();
    }

    private async Task Strike(HttpContext context, GitHubFault fault)
    {
        if (fault.Hangs)
            await _over.Task.WaitAsync(context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (fault.Hangs || fault.Status == 0)
        {
            context.Abort();
            return;
        }
        context.Response.StatusCode = fault.Status;
        foreach (var (name, value) in fault.Headers)
            context.Response.Headers[name] = value;
        context.Response.ContentType = fault.Body.StartsWith('{') ? "application/json; charset=utf-8" : "text/html";
        await context.Response.WriteAsync(fault.Body);
    }
}

/// <summary>Something that goes wrong.</summary>
public sealed record GitHubFault
{
    public int Status { get; private init; }
    public bool Hangs { get; private init; }

    /// <summary>Whether it strikes when what was asked for has been done.</summary>
    public bool IsLate { get; private init; }

    public string Body { get; private init; } = "<html><title>Unicorn! · GitHub</title></html>";
    public IReadOnlyList<(string Name, string Value)> Headers { get; private init; } = [];

    /// <summary>The connection is cut before any answer.</summary>
    public static GitHubFault Cut { get; } = new();

    /// <summary>There is never an answer.</summary>
    public static GitHubFault Hang { get; } = new() { Hangs = true };

    /// <summary>Too much at once, of whatever kind.</summary>
    public static GitHubFault SecondaryLimit { get; } =
        new()
        {
            Status = 403,
            Headers = [("retry-after", "60")],
            Body =
                """{"message":"You have exceeded a secondary rate limit. Please wait a few minutes before you try again."}""",
        };

    /// <summary>The same, but what was asked for is done first.</summary>
    public GitHubFault Afterwards() =>
        new()
        {
            Status = Status,
            Hangs = Hangs,
            Body = Body,
            Headers = Headers,
            IsLate = true,
        };

    public static GitHubFault Answer(int status, string? body = null, params (string Name, string Value)[] headers) =>
        new()
        {
            Status = status,
            Headers = headers,
            Body = body ?? new GitHubFault().Body,
        };
}
