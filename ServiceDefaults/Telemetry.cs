using Microsoft.Extensions.DependencyInjection.Extensions;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace YudaiV3.ServiceDefaults;

/// <summary>
/// Metrics and traces of Orleans, ASP.NET, Npgsql, the runtime and our own code. They are sent by OTLP to
/// <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>; if that is unset, none are collected. Logs are one line per entry on standard
/// output, as text or as JSON (<c>LOG_FORMAT</c>). None of them contains the query of a URL, because clients put
/// credentials there.
/// </summary>
public static class Telemetry
{
    public const string Variable = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string FormatVariable = "LOG_FORMAT";

    public static bool IsCollected(IConfiguration configuration) => !string.IsNullOrWhiteSpace(configuration[Variable]);

    public static void AddTelemetry(this IHostApplicationBuilder builder, string service)
    {
        var json = builder.Configuration[FormatVariable] switch
        {
            null or "" or "text" => false,
            "json" => true,
            _ => throw new SettingException(FormatVariable, "is neither text nor json"),
        };
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder
            .Logging.AddConsole(console => console.FormatterName = LineConsoleFormatter.Name)
            .AddConsoleFormatter<LineConsoleFormatter, LineConsoleFormatterOptions>(line => line.Json = json);
        // This category logs whole URLs.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning);

        var endpoint = builder.Configuration[Variable];
        if (string.IsNullOrWhiteSpace(endpoint))
            return;
        if (!Uri.TryCreate(endpoint, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            throw new SettingException(Variable, "is not an http or https URL");

        builder
            .Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(service, serviceNamespace: "yudai"))
            .WithMetrics(metrics =>
                metrics
                    .AddMeter("Microsoft.Orleans", "Npgsql", "YudaiV3.*")
                    .AddAspNetCoreInstrumentation()
                    .AddRuntimeInstrumentation()
            )
            .WithTracing(traces =>
                traces
                    .AddSource("Microsoft.Orleans.*", "Npgsql", "YudaiV3.*")
                    .AddAspNetCoreInstrumentation()
                    .AddHttpClientInstrumentation()
                    .AddProcessor(new UrlQueryRedactor())
            )
            .UseOtlpExporter();
    }
}
