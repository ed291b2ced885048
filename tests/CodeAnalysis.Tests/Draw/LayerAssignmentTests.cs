namespace YudaiV3.CodeAnalysis.Draw;

public sealed class LayerAssignmentTests
{
    [Fact]
    public void Assign_puts_dependents_before_their_dependencies()
    {
        var (layer, isReversed) = LayerAssignment.Assign(4, [(0, 1), (0, 2), (1, 3), (2, 3)]);
        Assert.True(layer[0] < layer[1] && layer[1] < layer[3] && layer[0] < layer[2] && layer[2] < layer[3]);
        Assert.DoesNotContain(true, isReversed);
    }

    [Fact]
    public void Assign_of_a_cycle_reverses_one_link()
    {
        var (layer, isReversed) = LayerAssignment.Assign(3, [(0, 1), (1, 2), (2, 0)]);
        Assert.Single(isReversed, true);
        Assert.Equal(3, layer.Distinct().Count());
    }

    [Fact]
    public void Assign_of_nothing_is_empty() => Assert.Empty(LayerAssignment.Assign(0, []).Layer);
}
