namespace YudaiV3.CodeAnalysis.Graph;

public sealed class ShortestCycleTests
{
    [Fact]
    public void In_finds_the_shortest_and_begins_at_its_first_vertex() =>
        Assert.Equal(
            [1, 3, 1],
            ShortestCycle.In(
                [0, 1, 2, 3],
                [
                    [1],
                    [2, 3],
                    [0],
                    [1, 0],
                ]
            )
        );

    [Fact]
    public void In_of_equally_short_cycles_takes_that_of_the_first_vertex() =>
        Assert.Equal(
            [0, 1, 0],
            ShortestCycle.In(
                [0, 1, 2],
                [
                    [1, 2],
                    [0],
                    [0],
                ]
            )
        );
}
