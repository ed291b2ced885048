namespace YudaiV3.Api.Chat;

/// <summary>
/// A path with a session id, read from the raw request: the server's own decoding keeps <c>%2F</c> and resolves
/// <c>..</c>.
/// </summary>
/// <param name="SessionId">Null when the text in the path is not a session id.</param>
/// <param name="Path">The path with a placeholder for the id.</param>
internal sealed record SessionPath(string? SessionId, string Path)
{
    private const string Placeholder = "~";
    private static readonly string[] Prefixes = ["/daifu/sessions/", "/daifu/chat/sessions/"];

    /// <summary>Returns null for a path without a session id.</summary>
    /// <param name="target">The raw target of the request: path and query, or a whole URL.</param>
    public static SessionPath? Find(string target)
    {
        var path = PathOf(target);
        if (path.StartsWith("/api/", StringComparison.OrdinalIgnoreCase))
            path = path[4..];
        foreach (var prefix in Prefixes)
        {
            if (!path.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) || path.Length == prefix.Length)
                continue;
            var end = path[prefix.Length..].IndexOf('/');
            var id = end < 0 ? path[prefix.Length..] : path.Slice(prefix.Length, end);
            var rest = end < 0 ? "" : PathString.FromUriComponent(path[(prefix.Length + end)..].ToString()).Value;
            var text = Uri.UnescapeDataString(id);
            return new(SessionIds.IsValid(text) ? text : null, $"{prefix}{Placeholder}{rest}");
        }
        return null;
    }

    private static ReadOnlySpan<char> PathOf(ReadOnlySpan<char> target)
    {
        if (target.IndexOfAny('?', '#') is >= 0 and var query)
            target = target[..query];
        if (target is ['/', ..])
            return target;
        var host = target.IndexOf("://");
        var path = host < 0 ? -1 : target[(host + 3)..].IndexOf('/');
        return path < 0 ? default : target[(host + 3 + path)..];
    }
}
