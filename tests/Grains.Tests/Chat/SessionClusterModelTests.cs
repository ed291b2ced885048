using CsCheck;
using YudaiV3.Storage;
using static YudaiV3.GrainCluster;

namespace YudaiV3.Chat;

/// <summary>
/// Random histories of sessions on two silos, with writes that fail and activations that end. Each accepted question
/// that is not superseded has one answer in the end.
/// </summary>
public sealed class SessionClusterModelTests(GrainCluster cluster)
{
    private const string Kinds = "aaaaaawwweerrsMFFD";
    private static readonly Gen<(char Kind, int Value)[]> Histories = Gen.Select(
            Gen.Int[0, Kinds.Length - 1],
            Gen.Int[0, 999]
        )
        .Select((kind, value) => (Kinds[kind], value))
        .Array[1, 40];

    [Fact]
    public void Session_after_any_history_has_one_answer_to_each_live_question() => Run(10);

    [Fact]
    [Trait("form", "long")]
    public void Session_after_any_of_many_histories_has_one_answer_to_each_live_question() => Run(5_000);

    private void Run(int histories) =>
        Histories.Sample(
            history => Task.Run(() => new Replay(cluster).Run(history)).Wait(TimeSpan.FromMinutes(2)),
            iter: histories,
            threads: 2,
            print: history => string.Concat(history.Select(step => $"{step.Kind}{step.Value} "))
        );

    private sealed class Replay(GrainCluster cluster)
    {
        private readonly List<(string Text, PostedMessage Posted)> _live = [];
        private IChatSession _session = null!;
        private FaultScope? _fault;
        private int _step;

        public async Task<bool> Run((char Kind, int Value)[] history)
        {
            _session = await cluster.NewSession();
            foreach (var (kind, value) in history)
            {
                _step++;
                await Take(kind, value);
            }
            _fault?.Dispose();
            await Check();
            return true;
        }

        private async Task Take(char kind, int value)
        {
            var (index, text) = (_live.Count == 0 ? 0 : value % _live.Count, $"question {_step}");
            switch (kind)
            {
                case 'a':
                    _live.Add((text, await Persist(() => _session.Post(Say(text, text)))));
                    break;
                case 'w' when _live.Count > 0:
                    var last = _live[^1];
                    await Persist(() => _session.Ask(Say(last.Text, last.Text), Patience));
                    break;
                case 'e' when _live.Count > 0:
                    var edited = await Persist(() => _session.Edit(_live[index].Posted.MessageId, Say(text, text)));
                    _live.RemoveRange(index, _live.Count - index);
                    _live.Add((text, edited));
                    break;
                case 'r' when _live.Count > 0:
                    await Regenerate(_live[index].Posted);
                    break;
                case 's':
                    await Persist(_session.Stop);
                    break;
                case 'M':
                    await cluster.Move(_session);
                    break;
                case 'F':
                    _fault?.Dispose();
                    var fate = value % 2 == 0 ? WriteFate.Refused : WriteFate.DoneButReportedAsFailed;
                    _fault = cluster.Fail(_session, value % 3 == 0 ? "chat-" : "chat-session", fate, 1 + value % 2);
                    break;
                case 'D':
                    await Persist(_session.Close);
                    break;
            }
        }

        private async Task Regenerate(PostedMessage question)
        {
            var messages = await Persist(() => _session.Messages(new MessagePage { Limit = 500 }));
            var answer = messages!.Value.FirstOrDefault(message => message.InReplyTo == question.MessageId);
            if (answer is not null)
                await Persist(() => _session.Regenerate(answer.MessageId));
        }

        private async Task Check()
        {
            var listener = new Listener(cluster.Grains);
            while (true)
            {
                await Persist(() => _session.Subscribe(listener.Reference, long.MaxValue));
                if ((await _session.Statistics())!.AgentStatus.Status != AgentState.Processing)
                    break;
                await listener.Until(frame => frame is StatusFrame { Status.Status: not AgentState.Processing });
            }
            listener.Forget();
            var last = _live.Count == 0 ? null : (PostedMessage?)_live[^1].Posted;
            if (last is not null)
                await Persist(() => _session.Ask(Say(_live[^1].Text, _live[^1].Text), Patience));
            var messages = (await _session.Messages(new MessagePage { Limit = 500 }))!.Value;
            Assert.Equal(
                _live.Select(question => question.Text),
                messages.Where(message => message.Role == Speaker.User).Select(message => message.Content)
            );
            var answers = messages.Where(message => message.Role != Speaker.User).ToArray();
            Assert.Equal(_live.Count, answers.Length);
            Assert.Equal(
                _live.Select(question => question.Posted.MessageId).Order(),
                answers.Select(a => a.InReplyTo).Order()
            );
            Assert.All(answers, answer =>
            {
                var text = _live.Single(question => question.Posted.MessageId == answer.InReplyTo).Text;
                Assert.True(
                    answer.Metadata is { Stopped: true } || answer.Content == $"You said: {text}",
                    answer.Content
                );
            });
            var events = (await _session.Events(0, 500))!.Value;
            Assert.Equal(Enumerable.Range(1, events.Length), events.Select(e => (int)e.Seq));
            Assert.Equal(messages.Length, (await _session.Describe())!.TotalMessages);
        }

        private static async Task<T> Persist<T>(Func<Task<T>> call)
        {
            for (var tries = 0; ; tries++)
            {
                try
                {
                    return await call();
                }
                catch (UnavailableException) when (tries < 100) { }
            }
        }
    }
}
