namespace YudaiV3.CodeAnalysis.Relevance;

public sealed class FileRelevanceTests
{
    private static readonly string[] Shop =
    [
        "src/app.py: src/basket/service.py src/users/login.py src/db.py",
        "src/basket/service.py: src/basket/models.py src/db.py",
        "src/basket/models.py: src/db.py",
        "src/users/login.py: src/db.py",
        "src/db.py:",
        "tests/test_basket.py: src/basket/service.py",
        "docs/basket.md:",
        "vendor/basket.py:",
        "LICENSE:",
    ];

    [Fact]
    public void Files_whose_path_has_words_of_the_question_come_first_and_code_before_tests()
    {
        var found = Ask("How does the basket work?");
        Assert.Equal("src/basket/service.py", found.Files[0].Path);
        Assert.Subset(
            found.Files.Select(file => file.Path).ToHashSet(),
            new HashSet<string> { "src/basket/models.py", "tests/test_basket.py", "docs/basket.md" }
        );
        Assert.DoesNotContain(found.Files, file => file.Path is "src/users/login.py" or "LICENSE");
        Assert.Equal(("main", "c0ffee", 9), (found.Branch, found.CommitSha, found.TotalFiles));
    }

    [Fact]
    public void Files_are_named_with_what_they_depend_on_and_what_depends_on_them()
    {
        var service = Ask("basket service").Files[0];
        Assert.Equal(["src/basket/models.py", "src/db.py"], service.DependsOn.Paths);
        Assert.Equal(["tests/test_basket.py", "src/app.py"], service.DependedOnBy.Paths);
        Assert.Equal((2, 2), (service.DependsOn.Count, service.DependedOnBy.Count));
    }

    [Theory]
    [InlineData("What is src/users/login.py:12 for?")]
    [InlineData("See `users/login.py`.")]
    [InlineData("(login.py)")]
    public void File_that_the_question_names_comes_first_with_its_dependencies(string question)
    {
        var found = Ask(question);
        Assert.Equal(("src/users/login.py", true), (found.Files[0].Path, found.Files[0].IsNamed));
        Assert.Contains("src/db.py", found.Files.Select(file => file.Path));
    }

    [Fact]
    public void Chosen_files_come_first_and_what_they_depend_on_matters_more_than_words()
    {
        var found = Ask("Make the login faster", paths: ["src/basket/models.py", "no/such.py"]);
        Assert.Equal(
            ["src/basket/models.py", "src/db.py", "src/users/login.py"],
            found.Files.Take(3).Select(file => file.Path)
        );
    }

    [Fact]
    public void Declared_names_lead_to_their_file()
    {
        var snapshot = Snapshots.From(Shop);
        snapshot = snapshot with
        {
            Files =
            [
                .. snapshot.Files.Select(file =>
                    file.Path == "src/db.py" ? file with { Names = "Connection retry_policy" } : file
                ),
            ],
        };
        var found = FileRelevance.Rank(
            snapshot,
            new SnapshotQueries(snapshot).Dependencies,
            new RelevanceQuery { Text = "Why is the RetryPolicy ignored?" }
        );
        Assert.Equal("src/db.py", found.Files[0].Path);
        Assert.Equal(["retry_policy", "Connection"], found.Files[0].Declares);
    }

    [Theory]
    [InlineData("authentication", "src/auth.py")]
    [InlineData("auth", "src/authentication.py")]
    [InlineData("ingested repositories", "src/Ingest.cs")]
    [InlineData("parsing", "src/HttpParser.ts")]
    [InlineData("the caches", "lib/cache.rb")]
    public void Words_meet_in_their_different_forms(string question, string path) =>
        Assert.Equal(
            path,
            FileRelevance
                .Rank(
                    Snapshots.From($"{path}:", "src/other.py:"),
                    Snapshots.Reading($"{path}:", "src/other.py:").Dependencies,
                    new RelevanceQuery { Text = question }
                )
                .Files.First()
                .Path
        );

    [Fact]
    public void Question_that_fits_nothing_gets_what_most_depends_on()
    {
        var found = Ask("Hello, what can you do?");
        Assert.Empty(found.Files);
        Assert.Equal(("src/db.py", 4), (found.MostDependedOn[0].Path, found.MostDependedOn[0].FanIn));
    }

    [Fact]
    public void Earlier_words_count_for_less()
    {
        var reading = Snapshots.Reading(Shop);
        var found = FileRelevance.Rank(
            reading.Snapshot,
            reading.Dependencies,
            new RelevanceQuery { Text = "And the login?", Previous = "How does the basket work?" }
        );
        Assert.Equal("src/users/login.py", found.Files[0].Path);
        Assert.Contains("src/basket/service.py", found.Files.Select(file => file.Path));
    }

    [Fact]
    public void Any_question_is_answered_with_at_most_what_was_asked_for()
    {
        var random = new Random(1);
        var reading = Snapshots.Reading(Shop);
        for (var round = 0; round < 300; round++)
        {
            var text = string.Concat(
                Enumerable
                    .Range(0, random.Next(200))
                    .Select(_ =>
                        random.Next(6) switch
                        {
                            0 => "basket",
                            1 => "_",
                            2 => "./",
                            3 => " ",
                            4 => ":1",
                            _ => ((char)random.Next(0xFFFF)).ToString(),
                        }
                    )
            );
            Assert.InRange(
                FileRelevance
                    .Rank(
                        reading.Snapshot,
                        reading.Dependencies,
                        new RelevanceQuery
                        {
                            Text = text,
                            Previous = text,
                            Paths = [text],
                            Limit = 3,
                        }
                    )
                    .Files.Length,
                0,
                3
            );
        }
    }

    private static RelevantFiles Ask(string question, params string[] paths)
    {
        var reading = Snapshots.Reading(Shop);
        var snapshot = reading.Snapshot with
        {
            Files =
            [
                .. reading.Snapshot.Files.Select(file =>
                    file.Path.StartsWith("vendor/", StringComparison.Ordinal)
                        ? file with
                        {
                            Marks = FileMarks.Vendored,
                        }
                        : file
                ),
            ],
        };
        return FileRelevance.Rank(
            snapshot,
            reading.Dependencies,
            new RelevanceQuery { Text = question, Paths = [.. paths] }
        );
    }
}
