using Microsoft.Playwright;

namespace YudaiV3.Page.Tests;

/// <summary>
/// Looks at a view as people have it: light, dark, and on a narrow screen. Keeps a picture of each in the artifacts, and collects what is wrong with it: serious faults of accessibility,
/// a page that scrolls sideways.
/// </summary>
internal sealed class Gallery(IPage page, string? axe)
{
    private static readonly (string Name, ColorScheme Colours, int Width, int Height)[] Ways =
        [("light", ColorScheme.Light, 1360, 860), ("dark", ColorScheme.Dark, 1360, 860), ("narrow", ColorScheme.Light, 380, 780)];

    private readonly List<string> _faults = [];

    public IReadOnlyList<string> Faults => _faults;

    /// <param name="view">Which of the three parts a narrow screen is to show.</param>
    public async Task Look(string name, string? view = null)
    {
        foreach (var (way, colours, width, height) in Ways)
        {
            await page.EmulateMediaAsync(new() { ColorScheme = colours });
            await page.SetViewportSizeAsync(width, height);
            if (view is not null && way == "narrow")
                await page.GetByRole(AriaRole.Navigation, new() { Name = "Views" }).GetByRole(AriaRole.Button, new() { Name = view }).ClickAsync();
            await page.ScreenshotAsync(new() { Path = Path.Combine(Paths.Root, "artifacts", "page", $"{name}-{way}.png") });
            if (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth"))
                _faults.Add($"{name}, {way}: it scrolls sideways.");
            if (axe is not null)
                _faults.AddRange((await Axe.Faults(page, axe)).Select(fault => $"{name}, {way}: {fault}"));
        }
        var (_, first, wide, high) = Ways[0];
        await page.EmulateMediaAsync(new() { ColorScheme = first });
        await page.SetViewportSizeAsync(wide, high);
    }
}
