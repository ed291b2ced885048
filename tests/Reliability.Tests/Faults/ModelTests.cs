using System.Diagnostics;
using YudaiV3.Testing.FakeModel;

namespace YudaiV3.Reliability.Tests.Faults;

/// <summary>A model that fails: what was asked meanwhile is answered, be it with the reason why it cannot be.</summary>
[Collection(nameof(FaultFixture))]
public sealed class ModelTests(FaultFixture world)
{
    public static TheoryData<string> Faults => ["hangs", "is cut off in mid-answer", "says 429", "says 500"];

    [Theory, MemberData(nameof(Faults))]
    public Task Model_that_fails_leaves_nothing_unanswered(string how) =>
        world.Under($"the model {how}", TimeSpan.FromSeconds(5), async () =>
        {
            var broken = Stopwatch.GetTimestamp();
            var whole = world.Model.Default;
            world.Model.Default = request =>
                how switch
                {
                    "hangs" => ModelReply.Silence(),
                    "is cut off in mid-answer" => ModelReply.Cut("You said: "),
                    "says 429" => ModelReply.Refuse(429, TimeSpan.FromSeconds(1)),
                    _ => ModelReply.Refuse(500),
                };
            await FaultFixture.Pass(Length.Seconds(3, 20));
            world.Model.Default = whole;
            return broken;
        });
}
