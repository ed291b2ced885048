using System.Collections.Concurrent;
using System.Text;
using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace YudaiV3.EndToEnd.Tests.Running;

/// <summary>
/// Takes metrics over OTLP/HTTP and keeps the newest figure of each: of a counter or gauge its value, of a histogram
/// how often something was recorded.
/// </summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<(string Resource, string Name, string Attributes), double> _figures = new();

    private OtlpReceiver(WebApplication app) => _app = app;

    public Uri Url => new(_app.Urls.First());

    public IEnumerable<string> Names => _figures.Keys.Select(key => key.Name).Distinct();

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
            receiver.Take(body.ToArray());
            return Results.Bytes([], "application/x-protobuf");
        });
        app.MapPost("/v1/traces", () => Results.Bytes([], "application/x-protobuf"));
        await app.StartAsync();
        return receiver;
    }

    /// <summary>Over all processes, and over those attribute sets that have this in them.</summary>
    public double Total(string name, string attribute = "") =>
        _figures
            .Where(figure =>
                figure.Key.Name == name && figure.Key.Attributes.Contains(attribute, StringComparison.Ordinal)
            )
            .Sum(figure => figure.Value);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private void Take(byte[] request)
    {
        foreach (var resource in Messages(request, 1))
        {
            var process = string.Concat(
                Messages(resource, 1).SelectMany(described => Messages(described, 1)).Select(Attribute)
            );
            foreach (var metric in Messages(resource, 2).SelectMany(scope => Messages(scope, 2)))
            {
                var name = Encoding.UTF8.GetString(Messages(metric, 1).Single());
                foreach (
                    var point in Messages(metric, 5)
                        .Concat(Messages(metric, 7))
                        .SelectMany(numbers => Messages(numbers, 1))
                )
                    _figures[(process, name, Attributes(point, 7))] = Number(point, 4) is { } real
                        ? BitConverter.UInt64BitsToDouble(real)
                        : (long)Number(point, 6)!.Value;
                foreach (var point in Messages(metric, 9).SelectMany(histogram => Messages(histogram, 1)))
                    _figures[(process, name, Attributes(point, 9))] = Number(point, 4)!.Value;
            }
        }
    }

    private static string Attributes(byte[] point, int field) =>
        string.Join(' ', Messages(point, field).Select(Attribute));

    private static string Attribute(byte[] pair)
    {
        var value = Messages(pair, 2).Single();
        return $"{Encoding.UTF8.GetString(Messages(pair, 1).Single())}={(Messages(value, 1).SingleOrDefault() is { } text ? Encoding.UTF8.GetString(text) : Number(value, 3))}";
    }

    private static IEnumerable<byte[]> Messages(byte[] message, int field) =>
        Fields(message).Where(one => one.Number == field && one.Bytes is not null).Select(one => one.Bytes!);

    private static ulong? Number(byte[] message, int field) =>
        Fields(message)
            .Where(one => one.Number == field && one.Bytes is null)
            .Select(one => (ulong?)one.Value)
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
