using System.Collections.Frozen;

namespace YudaiV3.CodeAnalysis.Resolve;

/// <summary>The built-in modules of Node.js that are imported by a bare name.</summary>
internal static class NodeBuiltins
{
    private static readonly FrozenSet<string> Names = """
        assert async_hooks buffer child_process cluster console constants crypto dgram diagnostics_channel dns domain
        events fs http http2 https inspector module net os path perf_hooks process punycode querystring readline repl
        stream string_decoder sys timers tls trace_events tty url util v8 vm wasi worker_threads zlib _http_agent
        _http_client _http_common _http_incoming _http_outgoing _http_server _stream_duplex _stream_passthrough
        _stream_readable _stream_transform _stream_wrap _stream_writable _tls_common _tls_wrap
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet();

    public static bool Contains(string name) => Names.Contains(name);
}
