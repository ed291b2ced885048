namespace YudaiV3.CodeAnalysis.Resolve;

public sealed class MsBuildFunctionsTests
{
    [Theory]
    [InlineData("[System.IO.Path]::Combine('..', 'Directory.Build.props')", "../Directory.Build.props")]
    [InlineData("[System.IO.Path]::Combine('/a', '/b')", "/b")]
    [InlineData("[MSBuild]::NormalizePath('/a/b/', '..\\c')", "/a/c")]
    [InlineData("[MSBuild]::NormalizeDirectory('/a/../b')", "/b/")]
    [InlineData("[MSBuild]::NormalizePath('/a/../../b')", null)]
    [InlineData("[MSBuild]::EnsureTrailingSlash('/a')", "/a/")]
    [InlineData("[System.IO.Path]::GetDirectoryName('/a/b.props')", "/a")]
    [InlineData("[MSBuild]::GetPathOfFileAbove('x.props', '/a/b/../')", "/a/x.props")]
    [InlineData("[MSBuild]::GetDirectoryNameOfFileAbove('/a/b', 'x.props')", "/a")]
    [InlineData("[MSBuild]::GetPathOfFileAbove('none', '/a')", "")]
    [InlineData("[System.DateTime]::Now", null)]
    [InlineData("[MSBuild]::Add(1, 2)", null)]
    public void Evaluate_knows_the_functions_of_paths(string call, string? value) =>
        Assert.Equal(value, MsBuildFunctions.Evaluate(call, path => path is "x.props" or "a/x.props"));
}
