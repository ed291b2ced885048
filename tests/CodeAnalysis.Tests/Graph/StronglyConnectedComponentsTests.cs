namespace YudaiV3.CodeAnalysis.Graph;

public sealed class StronglyConnectedComponentsTests
{
    [Fact]
    public void Find_gives_only_components_of_more_than_one_vertex() =>
        Assert.Equal(
            ["0 1 2", "4 5"],
            StronglyConnectedComponents
                .Find([
                    [1],
                    [2],
                    [0, 3],
                    [],
                    [5],
                    [4, 3],
                ])
                .Select(component => string.Join(' ', component.Order()))
                .Order(StringComparer.Ordinal)
        );

    [Fact]
    public void Find_of_an_edge_to_itself_is_empty() =>
        Assert.Empty(
            StronglyConnectedComponents.Find([
                [0],
            ])
        );
}
