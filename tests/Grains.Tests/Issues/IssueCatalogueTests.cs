using System.Collections.Immutable;

namespace YudaiV3.Issues;

public sealed class IssueCatalogueTests
{
    [Fact]
    public void Statistics_add_up_wherever_a_crash_falls()
    {
        var random = new Random(4711);
        var (catalogue, pages) = (new IssueCatalogue(), new Dictionary<long, IssuePage>());
        for (var step = 0; step < 2_000; step++)
        {
            var place = random.Next(0, 400);
            var number = IssuePage.IndexOf(place);
            var page = pages.GetValueOrDefault(number) ?? new IssuePage();
            if (catalogue.Open != number)
                catalogue = catalogue.OpenPage(
                    number,
                    (pages.GetValueOrDefault(catalogue.Open) ?? new()).Statistics(),
                    page.Statistics()
                );
            if (random.Next(10) > 0) // else the silo is gone before it writes the page
                pages[number] = new IssuePage
                {
                    Entries = page.Entries.SetItem(
                        place,
                        new IssueEntry
                        {
                            IssueId = $"{place}",
                            Status = (IssueStatus)random.Next(4),
                            HasSession = random.Next(2) > 0,
                            Time = random.Next(3) > 0 ? random.Next(100) : null,
                        }
                    ),
                };
            var all = pages.Values.SelectMany(known => known.Entries.Values).ToArray();
            var timed = all.Where(entry => entry.Time is not null).ToArray();
            var sum = catalogue.Statistics((pages.GetValueOrDefault(catalogue.Open) ?? new()).Statistics());
            Assert.Equal(
                (
                    all.Length,
                    all.Count(entry => entry.Status == IssueStatus.Completed),
                    all.Count(entry => entry.HasSession),
                    timed.Length == 0 ? 0 : Math.Round(timed.Average(entry => entry.Time!.Value), 3)
                ),
                (sum.TotalIssues, sum.CompletedIssues, sum.IssuesWithSessions, sum.AvgProcessingTime)
            );
        }
    }

    [Fact]
    public void Catalogue_of_an_earlier_version_goes_on()
    {
        var old = new IssueCatalogue
        {
            Places = 130,
            LegacyStatistics = ImmutableSortedDictionary<long, PageStatistics>
                .Empty.Add(0, new() { Pending = 60, Completed = 4 })
                .Add(1, new() { Pending = 64 })
                .Add(2, new() { Failed = 2 }),
        };
        var upgraded = old.Upgraded();
        Assert.Equal((2, 0, 130L), (upgraded.Open, upgraded.LegacyStatistics.Count, upgraded.Places));
        var sum = upgraded.Statistics(new() { Failed = 2 });
        Assert.Equal((130, 124, 4, 2), (sum.TotalIssues, sum.PendingIssues, sum.CompletedIssues, sum.FailedIssues));
        Assert.Same(upgraded, upgraded.Upgraded());
    }

    [Fact]
    public void Statistics_are_fractions_of_all_issues()
    {
        var none = new IssueCatalogue().Statistics(new());
        Assert.Equal(
            (0, 0d, 0d, 0d),
            (none.TotalIssues, none.SuccessRate, none.SessionIntegrationRate, none.AvgProcessingTime)
        );
        var some = new IssueCatalogue().Statistics(
            new()
            {
                Pending = 1,
                Completed = 3,
                WithSession = 2,
                Timed = 2,
                Time = 5,
            }
        );
        Assert.Equal(
            (4, 0.75, 0.5, 2.5),
            (some.TotalIssues, some.SuccessRate, some.SessionIntegrationRate, some.AvgProcessingTime)
        );
    }
}
