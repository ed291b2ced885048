using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace YudaiV3.ServiceDefaults;

/// <summary>
/// Runs a host until it stops. A failed start becomes one line on standard error and an exit code.
/// </summary>
public static class Startup
{
    /// <summary>
    /// Creates a builder that reads the settings beside the program once. Reloading would watch every folder below the
    /// content root.
    /// </summary>
    public static WebApplicationBuilder NewHost(string[] args) =>
        WebApplication.CreateBuilder(
            new WebApplicationOptions
            {
                Args = ["--hostBuilder:reloadConfigOnChange=false", .. args],
                ContentRootPath = AppContext.BaseDirectory,
            }
        );

    /// <summary>
    /// Serves until the process is asked to stop. If the start fails, services that already run are stopped in order:
    /// they would crash the process if their dependencies were disposed first.
    /// </summary>
    public static async Task Serve(WebApplication app)
    {
        try
        {
            await app.StartAsync();
        }
        catch
        {
            await app.StopAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }
        await app.WaitForShutdownAsync();
    }

    public static async Task<int> Run(Func<Task> host)
    {
        try
        {
            await host();
            return 0;
        }
        catch (SettingException exception)
        {
            return Fail(exception.Message);
        }
        catch (OptionsValidationException exception)
        {
            return Fail(exception.Message);
        }
        catch (IOException exception) when (exception.InnerException is AddressInUseException)
        {
            return Fail(exception.Message);
        }
        catch (OperationCanceledException)
        {
            return 0; // The process was asked to stop during the start.
        }
    }

    private static int Fail(string message)
    {
        Console.Error.WriteLine(message.ReplaceLineEndings(" "));
        return 1;
    }
}
