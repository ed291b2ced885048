using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace YudaiV3.EndToEnd.Tests.Documentation;

/// <summary>Sends the requests of a <c>.http</c> file in order, as editors do.</summary>
internal sealed partial class HttpFile(string text, IReadOnlyDictionary<string, string> variables)
{
    private readonly Dictionary<string, string> _variables = [];
    private readonly Dictionary<string, JsonNode> _responses = [];

    /// <summary>Returns the title and the response of each request.</summary>
    public async IAsyncEnumerable<(string Title, HttpResponseMessage Response)> Send(HttpClient client)
    {
        var blocks = text.ReplaceLineEndings("\n").Split("\n###");
        foreach (Match variable in Variable().Matches(blocks[0]))
            _variables[variable.Groups[1].Value] = variable.Groups[2].Value.Trim();
        foreach (var (name, value) in variables)
            _variables[name] = _variables.ContainsKey(name)
                ? value
                : throw new ArgumentException($"The file has no variable {name}.");
        foreach (var block in blocks.Skip(1))
            yield return await Send(client, block.Split('\n'));
    }

    private async Task<(string, HttpResponseMessage)> Send(HttpClient client, string[] lines)
    {
        var name = lines.FirstOrDefault(line => line.StartsWith("# @name ", StringComparison.Ordinal))?[8..].Trim();
        var rest = lines.Skip(1).SkipWhile(line => line.StartsWith('#')).Select(Fill).ToArray();
        var head = rest.TakeWhile(line => line.Length > 0).ToArray();
        var (method, url) = head[0].Split(' ', 2) switch
        {
            [var first, var second] => (first, second),
            _ => throw new FormatException(head[0]),
        };
        var body = string.Join('\n', rest.Skip(head.Length)).Trim();
        using var request = new HttpRequestMessage(new HttpMethod(method), url);
        if (body.Length > 0)
            request.Content = new StringContent(body, Encoding.UTF8);
        foreach (var header in head.Skip(1).Select(line => line.Split(": ", 2)))
            if (header[0] == "Content-Type")
                request.Content!.Headers.ContentType = new(header[1]);
            else
                request.Headers.Add(header[0], header[1]);
        var response = await client.SendAsync(request);
        if (name is not null && response.IsSuccessStatusCode)
            _responses[name] = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        return (lines[0].Trim(), response);
    }

    private string Fill(string line) =>
        Reference()
            .Replace(line, found =>
                found.Groups["path"] is { Success: true, Value: var path }
                    ? path.Split('.')
                        .Aggregate((JsonNode?)_responses[found.Groups["name"].Value], (node, name) => node?[name])
                        ?.ToString()
                        ?? throw new FormatException($"{line}: there is no {path}")
                    : _variables[found.Groups["name"].Value]
            );

    [GeneratedRegex(@"^@(\w+)\s*=(.*)$", RegexOptions.Multiline)]
    private static partial Regex Variable();

    [GeneratedRegex(@"\{\{(?<name>\w+)(\.response\.body\.\$\.(?<path>[\w.]+))?\}\}")]
    private static partial Regex Reference();
}
