using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace YudaiV3.Testing;

/// <summary>Reads YAML as JSON and resolves merge keys.</summary>
public static class Yaml
{
    private static readonly IDeserializer Reader = new DeserializerBuilder()
        .WithAttemptingUnquotedStringTypeDeserialization()
        .Build();
    private static readonly ISerializer Writer = new SerializerBuilder().JsonCompatible().Build();

    /// <param name="path">The path below the root of the checkout.</param>
    public static async Task<JsonNode> Read(params string[] path)
    {
        using var text = new StringReader(await File.ReadAllTextAsync(Path.Combine([Paths.Root, .. path])));
        return JsonNode.Parse(Writer.Serialize(Reader.Deserialize(new MergingParser(new Parser(text)))!))!;
    }
}
