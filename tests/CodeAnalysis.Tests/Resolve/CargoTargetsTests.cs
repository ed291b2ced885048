namespace YudaiV3.CodeAnalysis.Resolve;

public sealed class CargoTargetsTests
{
    private static string[] Read(string manifest, params string[] files) =>
        [
            .. CargoTargets
                .Read(
                    new RepositoryMap(files, [], new Dictionary<string, string> { ["p/Cargo.toml"] = manifest }),
                    "p/Cargo.toml",
                    new ResolutionBudget()
                )
                .Select(target => target.Library is null ? target.Root : $"{target.Root} {target.Library}"),
        ];

    [Fact]
    public void Read_finds_stated_and_conventional_targets() =>
        Assert.Equal(
            ["p/src/lib.rs my_app", "p/cli/tool.rs", "p/src/bin/extra.rs", "p/tests/deep/main.rs", "p/build.rs"],
            Read(
                "[package]\nname = \"my-app\"\n[[bin]]\nname = \"tool\"\npath = \"cli/tool.rs\"\n",
                "p/src/lib.rs",
                "p/cli/tool.rs",
                "p/src/bin/extra.rs",
                "p/tests/deep/main.rs",
                "p/build.rs",
                "other/src/main.rs"
            )
        );

    [Fact]
    public void Read_obeys_what_the_manifest_turns_off_or_renames() =>
        Assert.Equal(
            ["p/own.rs renamed", "p/make.rs"],
            Read(
                "[package]\nname = \"a\"\nautobins = false\nbuild = \"make.rs\"\n[lib]\nname = \"renamed\"\n"
                    + "path = \"own.rs\"\n",
                "p/own.rs",
                "p/make.rs",
                "p/src/bin/extra.rs"
            )
        );

    [Theory]
    [InlineData("[workspace]\nmembers = [\"a\"]\n"), InlineData("[package\n"), InlineData("")]
    public void Read_of_a_manifest_without_a_package_finds_none(string manifest) =>
        Assert.Empty(Read(manifest, "p/src/lib.rs"));
}
