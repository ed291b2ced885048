using System.Diagnostics;
using YudaiV3.Testing.FakeModel;

namespace YudaiV3.Reliability.Tests.Faults;

/// <summary>A model that fails. Each question gets an answer or a stored reason why there is none.</summary>
[Collection(nameof(FaultFixture))]
public sealed class ModelTests(FaultFixture fixture)
{
    public static TheoryData<string> Faults =>
        ["hangs", "breaks off in the middle of an answer", "responds with 429", "responds with 500"];

    [Theory, MemberData(nameof(Faults))]
    public Task Failing_model_leaves_nothing_unanswered(string fault) =>
        fixture.RunUnderLoad($"the model {fault}", TimeSpan.FromSeconds(5), async () =>
        {
            var start = Stopwatch.GetTimestamp();
            var original = fixture.Model.Default;
            fixture.Model.Default = request =>
                fault switch
                {
                    "hangs" => ModelReply.Silence(),
                    "breaks off in the middle of an answer" => ModelReply.Cut("You said: "),
                    "responds with 429" => ModelReply.Refuse(429, TimeSpan.FromSeconds(1)),
                    _ => ModelReply.Refuse(500),
                };
            await FaultFixture.Wait(TestDuration.Seconds(3, 20));
            fixture.Model.Default = original;
            return start;
        });
}
