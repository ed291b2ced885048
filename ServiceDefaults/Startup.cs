using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace YudaiV3.ServiceDefaults;

/// <summary>
/// Runs a host to its end and turns what stops the start into one line on standard error and an exit code.
/// </summary>
public static class Startup
{
    /// <summary>
    /// A host that reads the settings beside its program once. It watches no file: that would put a watch on every
    /// folder below the one it was started in.
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
    /// Serves until it is told to stop. What has started before a start fails is stopped in order: its loops would not
    /// survive the end of the services that they use, nor would the process.
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
        catch (SettingException wrong)
        {
            return Explain(wrong.Message);
        }
        catch (OptionsValidationException wrong)
        {
            return Explain(wrong.Message);
        }
        catch (IOException taken) when (taken.InnerException is AddressInUseException)
        {
            return Explain(taken.Message);
        }
        catch (OperationCanceledException)
        {
            return 0; // Told to stop while it was still starting.
        }
    }

    private static int Explain(string line)
    {
        Console.Error.WriteLine(line.ReplaceLineEndings(" "));
        return 1;
    }
}
