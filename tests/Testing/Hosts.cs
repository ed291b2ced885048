using Microsoft.AspNetCore.Builder;

namespace YudaiV3.Testing;

/// <summary>Creates hosts that run inside a test.</summary>
public static class Hosts
{
    /// <summary>
    /// A builder of a bare web server. It does not reload configuration files: that would watch every folder below the
    /// tests' working directory.
    /// </summary>
    public static WebApplicationBuilder New() =>
        WebApplication.CreateSlimBuilder(["--hostBuilder:reloadConfigOnChange=false"]);
}
