namespace YudaiV3.CodeAnalysis;

public sealed class TestPathsTests
{
    [Theory]
    [InlineData("tests/a.py", true)]
    [InlineData("src/basket.unittests/a.cs", true)]
    [InlineData("gson-test/a.java", true)]
    [InlineData("latest/a.py", false)]
    [InlineData("src/a.spec.ts", true)]
    [InlineData("src/a_test.go", true)]
    [InlineData("src/test_a.py", true)]
    [InlineData("src/conftest.py", true)]
    [InlineData("src/contest.py", false)]
    [InlineData("test", false)]
    public void IsTest_goes_by_folders_and_names(string path, bool isTest) =>
        Assert.Equal(isTest, TestPaths.IsTest(path));
}
