using Microsoft.Extensions.AI;

namespace YudaiV3.Chat.Answering;

public sealed class ModelCostTests
{
    [Fact]
    public void Read_after_Set_returns_the_cost()
    {
        var update = new ChatResponseUpdate();
        ModelCost.Set(update, 0.00125);
        Assert.Equal(0.00125, ModelCost.Read(update));
    }

    [Fact]
    public void Read_without_a_cost_is_0() => Assert.Equal(0, ModelCost.Read(new ChatResponseUpdate()));
}
