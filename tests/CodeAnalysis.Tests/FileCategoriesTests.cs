using System.Text.Json;
using System.Text.Json.Serialization;

namespace YudaiV3.CodeAnalysis;

public sealed class FileCategoriesTests
{
    private static readonly JsonSerializerOptions Json = new()
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    [Theory]
    [InlineData("src/app.py", "Source Code")]
    [InlineData("src/latest/app.ts", "Source Code")]
    [InlineData("src/App.vue", "Source Code")]
    [InlineData("src/contest.go", "Source Code")]
    [InlineData("index.HTML", "Web Files")]
    [InlineData("styles/site.scss", "Web Files")]
    [InlineData("README.md", "Documentation")]
    [InlineData("LICENSE", "Documentation")]
    [InlineData("LICENSE-MIT.txt", "Documentation")]
    [InlineData("tsconfig.json", "Configuration")]
    [InlineData(".github/workflows/ci.yml", "Configuration")]
    [InlineData(".eslintrc", "Configuration")]
    [InlineData(".env.local", "Configuration")]
    [InlineData("run.sh", "Scripts")]
    [InlineData("bin/console", "Scripts")]
    [InlineData("data/people.csv", "Data Files")]
    [InlineData("package.json", "Dependency Files")]
    [InlineData("requirements-dev.txt", "Dependency Files")]
    [InlineData("go.mod", "Dependency Files")]
    [InlineData("Dockerfile", "Build Files")]
    [InlineData("Dockerfile.dev", "Build Files")]
    [InlineData("Makefile", "Build Files")]
    [InlineData("sub/.gitignore", "Git Files")]
    [InlineData("App.sln", "Project Files")]
    [InlineData("src/App.csproj", "Project Files")]
    [InlineData("package-lock.json", "Lock Files")]
    [InlineData("Cargo.lock", "Lock Files")]
    [InlineData("flake.lock", "Lock Files")]
    [InlineData("tests/test_app.py", "Tests")]
    [InlineData("src/app.test.ts", "Tests")]
    [InlineData("pkg/server_test.go", "Tests")]
    [InlineData("src/Basket.UnitTests/BasketTests.cs", "Tests")]
    [InlineData("gson/src/test/java/A.java", "Tests")]
    [InlineData("tests/README.md", "Documentation")]
    [InlineData("logo.svg", "Media Files")]
    [InlineData("fonts/a.woff2", "Media Files")]
    [InlineData("strange.xyzzy", "Uncategorized")]
    [InlineData("noextension", "Uncategorized")]
    [InlineData("", "Uncategorized")]
    [InlineData(".", "Uncategorized")]
    [InlineData("a/.", "Uncategorized")]
    public void Of_tells_a_file_by_its_path(string path, string category) =>
        Assert.Equal($"\"{category}\"", JsonSerializer.Serialize(FileCategories.FromPath(path), Json));
}
