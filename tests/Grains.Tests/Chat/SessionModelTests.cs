using CsCheck;

namespace YudaiV3.Chat;

/// <summary>Random histories of a session's state, beside a list of turns.</summary>
public sealed class SessionModelTests
{
    // The kinds of steps are repeated as often as they shall occur.
    private const string Kinds = "aaaaaannnnnnnneerrrcRSL";
    private static readonly Gen<(char Kind, int Value)[]> Histories = Gen.Select(
            Gen.Int[0, Kinds.Length - 1],
            Gen.Int[0, 999]
        )
        .Select((kind, value) => (Kinds[kind], value))
        .Array[1, 120];

    [Fact]
    public void State_after_any_history_is_that_of_the_list_of_turns() => Run(120);

    [Fact]
    [Trait("form", "long")]
    public void State_after_any_of_many_histories_is_that_of_the_list_of_turns() => Run(2_500);

    private static void Run(int histories) =>
        Histories.Sample(
            history => TestSession.OneStepAtATime(() => new Replay().Run(history)).Wait(TimeSpan.FromMinutes(1)),
            iter: histories,
            print: history => string.Concat(history.Select(step => $"{step.Kind}{step.Value} "))
        );

    private sealed class Replay
    {
        private readonly ReferenceSession _expected = new();
        private readonly TestSession _test = new();
        private int _step;

        private SessionContext Session => _test.Session;

        public async Task<bool> Run((char Kind, int Value)[] history)
        {
            foreach (var (kind, value) in history)
            {
                _step++;
                await Take(kind, value);
            }
            await Check();
            return true;
        }

        private async Task Take(char kind, int value)
        {
            var index = _expected.Turns.Count == 0 ? 0 : _expected.Turns.Count - 1 - value % _expected.Turns.Count;
            var turn = _expected.Turns.Count == 0 ? null : _expected.Turns[index];
            switch (kind)
            {
                case 'a':
                    _expected.Ask($"question {_step}");
                    await _test.Ask($"question {_step}");
                    break;
                case 'n' when _expected.Owed is not null:
                    _expected.Answer($"answer {_step}");
                    await _test.Answer($"answer {_step}");
                    break;
                case 'e' when turn is not null:
                    _expected.Edit(index, $"question {_step}");
                    await _test.Edit(turn.Question.Seq, $"question {_step}");
                    break;
                case 'r' when turn is { Answer: not null } && turn.Version < 5:
                    await Regenerate(turn, index);
                    break;
                case 'c':
                    _expected.AddCard();
                    await _test.AddCard($"{_step}");
                    break;
                case 'R':
                    _test.Activate();
                    break;
                case 'L':
                    _test.RewriteByEarlierEdition();
                    break;
                case 'S':
                    await CheckAt(value % (int)(Session.Head.Seq + 1));
                    break;
            }
        }

        private async Task Regenerate(ReferenceTurn turn, int index)
        {
            if (turn.Requested == 0 && _expected.Turns.Count(other => other.Requested > 0) == 16)
                return;
            _expected.Regenerate(index);
            var old = await _test.Regenerate(turn.Question.Seq, turn.Version - 1);
            Assert.Equal(turn.Answer!.Seq, old.Seq);
            var current = await Session.Pages.FindAnswer(Session.Head, Session.Key, turn.Question.Seq);
            Assert.Equal(turn.Answer.Text, current!.Content);
        }

        private async Task Check()
        {
            var head = Session.Head;
            var reader = new SessionReader(Session);
            Assert.Equal(_expected.Shown, await Contents(reader, new MessagePage { Limit = 500 }));
            Assert.Equal(_expected.Shown, await Contents(reader, new MessagePage { Limit = 500, After = "" }));
            Assert.Equal(
                _expected.All,
                await Contents(reader, new MessagePage { Limit = 500, IncludeSuperseded = true })
            );
            Assert.Equal(_expected.Owed is not null, head.Unanswered);
            var statistics = head.Statistics();
            Assert.Equal(_expected.Shown.Length, statistics.TotalMessages);
            Assert.Equal(_expected.Turns.Count, statistics.UserMessages);
            Assert.Equal(_expected.Turns.Sum(turn => turn.Answer is null ? 3 : 8), statistics.TotalTokens);
            Assert.InRange(head.BeforeTail.Superseded.Length, 0, 8);
            foreach (var seq in Enumerable.Range(0, (int)head.Seq + 1).Where(seq => seq % 7 == 0))
                await CheckAt(seq);
        }

        private async Task CheckAt(int seq) =>
            Assert.Equal(
                _expected.History[seq],
                await Contents(new SessionReader(Session), new MessagePage { Limit = 500, AtSeq = seq })
            );

        private static async Task<string[]> Contents(SessionReader reader, MessagePage page) =>
            [.. (await reader.Messages(page)).Select(message => message.Content)];
    }
}
