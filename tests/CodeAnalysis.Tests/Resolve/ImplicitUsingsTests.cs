namespace YudaiV3.CodeAnalysis.Resolve;

public sealed class ImplicitUsingsTests
{
    [Theory]
    [InlineData("", "System.Linq", true)]
    [InlineData("Microsoft.NET.Sdk", "Microsoft.Extensions.Logging", false)]
    [InlineData("Microsoft.NET.Sdk.Worker/10.0", "Microsoft.Extensions.Logging", true)]
    [InlineData("Microsoft.NET.Sdk.Worker", "Microsoft.AspNetCore.Http", false)]
    [InlineData("Microsoft.NET.Sdk.Web", "Microsoft.AspNetCore.Http", true)]
    public void ForSdk_opens_what_the_SDK_opens(string sdk, string name, bool opened) =>
        Assert.Equal(opened, ImplicitUsings.ForSdk(sdk).Contains(name));
}
