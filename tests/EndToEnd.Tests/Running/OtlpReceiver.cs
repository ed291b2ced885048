using System.Collections.Concurrent;
using System.Text;
using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace YudaiV3.EndToEnd.Tests.Running;

/// <summary>
/// Receives metrics over OTLP/HTTP and keeps the newest value of each: the value of a counter or gauge, the count of a
/// histogram.
/// </summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<(string Resource, string Name, string Attributes), double> _values = new();

    private OtlpReceiver(WebApplication app) => _app = app;

    public Uri Url => new(_app.Urls.First());

    public IEnumerable<string> Names => _values.Keys.Select(key => key.Name).Distinct();

    public static async Task<OtlpReceiver> Start()
    {
        var builder = Hosts.New();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var receiver = new OtlpReceiver(app);
        app.MapPost("/v1/metrics", async (HttpContext context) =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            receiver.Store(body.ToArray());
            return Results.Bytes([], "application/x-protobuf");
        });
        app.MapPost("/v1/traces", () => Results.Bytes([], "application/x-protobuf"));
        await app.StartAsync();
        return receiver;
    }

    /// <summary>The sum over all processes and the attribute sets that contain <paramref name="attribute"/>.</summary>
    public double Total(string name, string attribute = "") =>
        _values
            .Where(value =>
                value.Key.Name == name && value.Key.Attributes.Contains(attribute, StringComparison.Ordinal)
            )
            .Sum(value => value.Value);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private void Store(byte[] request)
    {
        foreach (var resource in Messages(request, 1))
        {
            var process = string.Concat(
                Messages(resource, 1).SelectMany(attributes => Messages(attributes, 1)).Select(Attribute)
            );
            foreach (var metric in Messages(resource, 2).SelectMany(scope => Messages(scope, 2)))
            {
                var name = Encoding.UTF8.GetString(Messages(metric, 1).Single());
                foreach (
                    var point in Messages(metric, 5)
                        .Concat(Messages(metric, 7))
                        .SelectMany(metricData => Messages(metricData, 1))
                )
                    _values[(process, name, Attributes(point, 7))] = Number(point, 4) is { } bits
                        ? BitConverter.UInt64BitsToDouble(bits)
                        : (long)Number(point, 6)!.Value;
                foreach (var point in Messages(metric, 9).SelectMany(histogram => Messages(histogram, 1)))
                    _values[(process, name, Attributes(point, 9))] = Number(point, 4)!.Value;
            }
        }
    }

    private static string Attributes(byte[] point, int field) =>
        string.Join(' ', Messages(point, field).Select(Attribute));

    private static string Attribute(byte[] pair)
    {
        var value = Messages(pair, 2).Single();
        var text = Messages(value, 1).SingleOrDefault() is { } bytes
            ? Encoding.UTF8.GetString(bytes)
            : $"{Number(value, 3)}";
        return $"{Encoding.UTF8.GetString(Messages(pair, 1).Single())}={text}";
    }

    private static IEnumerable<byte[]> Messages(byte[] message, int field) =>
        Fields(message).Where(item => item.Number == field && item.Bytes is not null).Select(item => item.Bytes!);

    private static ulong? Number(byte[] message, int field) =>
        Fields(message)
            .Where(item => item.Number == field && item.Bytes is null)
            .Select(item => (ulong?)item.Value)
            .FirstOrDefault();

    private static IEnumerable<(int Number, ulong Value, byte[]? Bytes)> Fields(byte[] message)
    {
        using var input = new CodedInputStream(message);
        while (input.ReadTag() is not 0 and var tag)
        {
            var number = WireFormat.GetTagFieldNumber(tag);
            yield return WireFormat.GetTagWireType(tag) switch
            {
                WireFormat.WireType.LengthDelimited => (number, 0, input.ReadBytes().ToByteArray()),
                WireFormat.WireType.Fixed64 => (number, input.ReadFixed64(), null),
                WireFormat.WireType.Fixed32 => (number, input.ReadFixed32(), null),
                _ => (number, input.ReadUInt64(), null),
            };
        }
    }
}
