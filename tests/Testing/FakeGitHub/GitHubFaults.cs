using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace YudaiV3.Testing.FakeGitHub;

/// <summary>Scripts the faults of the next requests to a path.</summary>
public sealed class GitHubFaults
{
    private readonly ConcurrentDictionary<
        (string Method, string Path, string Token),
        ConcurrentQueue<GitHubFault>
    > _script = new();
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Adds one fault for each of the next requests whose path ends with <paramref name="path"/>.</summary>
    public void Script(string path, params GitHubFault[] faults) => Script("", path, faults);

    /// <summary>The same for the requests of one method.</summary>
    public void Script(string method, string path, params GitHubFault[] faults) => Add((method, path, ""), faults);

    /// <summary>The same for the requests with one token.</summary>
    public void ScriptFor(string token, string path, params GitHubFault[] faults) => Add(("", path, token), faults);

    /// <summary>Ends the requests that hang.</summary>
    internal void Release() => _released.TrySetResult();

    /// <summary>Applies the next fault of the request. Returns true if the request needs no other response.</summary>
    internal async Task<bool> TryApply(HttpContext context, RequestDelegate next)
    {
        var path = context.Request.Path.Value ?? "";
        foreach (var (filter, faults) in _script)
            if (
                (filter.Method.Length == 0 || filter.Method == context.Request.Method)
                && path.EndsWith(filter.Path, StringComparison.Ordinal)
                && context.Request.Headers.Authorization.ToString().EndsWith(filter.Token, StringComparison.Ordinal)
                && faults.TryDequeue(out var fault)
            )
            {
                if (fault.IsLate)
                    await ProcessWithoutResponse(context, next);
                await Apply(context, fault);
                return true;
            }
        return false;
    }

    private void Add((string Method, string Path, string Token) filter, GitHubFault[] faults)
    {
        var queue = _script.GetOrAdd(filter, _ => new());
        foreach (var fault in faults)
            queue.Enqueue(fault);
    }

    /// <summary>Processes the request and discards the response.</summary>
    private static async Task ProcessWithoutResponse(HttpContext context, RequestDelegate next)
    {
        var body = context.Response.Body;
        context.Response.Body = new MemoryStream();
        await next(context);
        context.Response.Body = body;
        context.Response.Clear();
    }

    private async Task Apply(HttpContext context, GitHubFault fault)
    {
        if (fault.Hangs)
            await _released
                .Task.WaitAsync(context.RequestAborted)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
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

/// <summary>A way in which a request fails.</summary>
public sealed record GitHubFault
{
    public int Status { get; private init; }
    public bool Hangs { get; private init; }

    /// <summary>Whether the request is processed before it fails.</summary>
    public bool IsLate { get; private init; }

    public string Body { get; private init; } = "<html><title>Unicorn! · GitHub</title></html>";
    public IReadOnlyList<(string Name, string Value)> Headers { get; private init; } = [];

    /// <summary>The connection is aborted without a response.</summary>
    public static GitHubFault Cut { get; } = new();

    /// <summary>The request never gets a response.</summary>
    public static GitHubFault Hang { get; } = new() { Hangs = true };

    /// <summary>GitHub's secondary rate limit.</summary>
    public static GitHubFault SecondaryLimit { get; } =
        new()
        {
            Status = 403,
            Headers = [("retry-after", "60")],
            Body =
                """{"message":"You have exceeded a secondary rate limit. """
                + """Please wait a few minutes before you try again."}""",
        };

    /// <summary>The same fault after the request has been processed.</summary>
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
