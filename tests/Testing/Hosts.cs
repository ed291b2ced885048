using Microsoft.AspNetCore.Builder;

namespace YudaiV3.Testing;

/// <summary>Hosts that run inside of a test.</summary>
public static class Hosts
{
    /// <summary>
    /// A bare web server. It watches no file: that would put a watch on every folder below the one that the tests run
    /// in.
    /// </summary>
    public static WebApplicationBuilder New() =>
        WebApplication.CreateSlimBuilder(["--hostBuilder:reloadConfigOnChange=false"]);
}
