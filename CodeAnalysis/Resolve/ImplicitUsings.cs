namespace YudaiV3.CodeAnalysis.Resolve;

/// <summary>The namespaces that a .NET SDK imports implicitly.</summary>
internal static class ImplicitUsings
{
    private static readonly string[] Base =
    [
        "System",
        "System.Collections.Generic",
        "System.IO",
        "System.Linq",
        "System.Net.Http",
        "System.Threading",
        "System.Threading.Tasks",
    ];
    private static readonly string[] Worker =
    [
        "Microsoft.Extensions.Configuration",
        "Microsoft.Extensions.DependencyInjection",
        "Microsoft.Extensions.Hosting",
        "Microsoft.Extensions.Logging",
    ];
    private static readonly string[] Web =
    [
        "System.Net.Http.Json",
        "Microsoft.AspNetCore.Builder",
        "Microsoft.AspNetCore.Hosting",
        "Microsoft.AspNetCore.Http",
        "Microsoft.AspNetCore.Routing",
    ];

    public static IEnumerable<string> ForSdk(string sdk) =>
        sdk.Split('/')[0] switch
        {
            "Microsoft.NET.Sdk.Web" => [.. Base, .. Worker, .. Web],
            "Microsoft.NET.Sdk.Worker" => [.. Base, .. Worker],
            _ => Base,
        };
}
