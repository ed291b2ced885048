using Microsoft.AspNetCore.Http;

namespace YudaiV3.Testing.FakeGitHub;

/// <summary>Returns a page of a list, of 30 items or <c>per_page</c> up to 100, with the <c>Link</c> header.</summary>
internal static class RestPages
{
    public static object Create<T>(HttpContext context, IReadOnlyCollection<T> all, Func<T, object> shape)
    {
        var size = Math.Clamp(Number(context, "per_page", 30), 1, 100);
        var page = Math.Max(1, Number(context, "page", 1));
        var last = Math.Max(1, (all.Count + size - 1) / size);
        List<string> links = [];
        var address = $"{context.Request.Scheme}://{context.Request.Host}{context.Request.Path}";
        var query = context
            .Request.Query.Where(pair => pair.Key != "page")
            .Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value!)}");
        void Link(int to, string name) =>
            links.Add($"<{address}?{string.Join('&', query.Append($"page={to}"))}>; rel=\"{name}\"");
        if (page > 1)
            Link(page - 1, "prev");
        if (page < last)
        {
            Link(page + 1, "next");
            Link(last, "last");
        }
        if (links.Count > 0)
            context.Response.Headers.Link = string.Join(", ", links);
        return all.Skip((page - 1) * size).Take(size).Select(shape).ToArray();
    }

    private static int Number(HttpContext context, string name, int defaultValue) =>
        int.TryParse(context.Request.Query[name], out var number) ? number : defaultValue;
}
