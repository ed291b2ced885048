namespace YudaiV3.Chat;

/// <summary>
/// Finds what an edit leaves: the turns before the edited question, with answers that came after it. Answers are given
/// in the order of their questions, so first answers to earlier questions come before the edited question's own answer.
/// Regenerated answers may come at any time and are linked.
/// </summary>
internal sealed class KeptTurnsReader(SessionLog log)
{
    public async Task<KeptTurns> Read(SessionHead head, SessionEvent edited)
    {
        var statistics = edited.Supersession is { } earlierEdit
            ? earlierEdit.Kept
            : (await log.Fold(head, edited.Seq - 1)).Statistics;
        List<long> survivors = [];
        foreach (var answer in await LateAnswers(head, edited.Seq))
        {
            var before = (await log.Fold(head, answer.Seq - 1)).Statistics;
            var after = (await log.Fold(head, answer.Seq)).Statistics;
            statistics = statistics.Add(after, before);
            if (!await log.Superseded.Contains(head, head.Fold, answer.Seq))
                survivors.Add(answer.Seq);
        }
        return new KeptTurns(statistics, [.. survivors]);
    }

    /// <summary>The answers after a question to questions before it, oldest first.</summary>
    private async Task<IEnumerable<SessionEvent>> LateAnswers(SessionHead head, long question)
    {
        List<SessionEvent> late = [];
        var (seq, isAnswered) = (question, false);
        while (seq < head.Seq && (!isAnswered || seq < head.UnlinkedThrough))
        {
            foreach (var e in await log.Read(head, seq, seq + EventSegment.Size))
            {
                if (IsLate(e))
                    late.Add(e);
                isAnswered |= e.Message is { Role: not Speaker.User } && QuestionOf(e) == question;
            }
            seq += EventSegment.Size;
        }
        var next = head.Fold.LastRegeneration;
        while (next > seq)
        {
            var e = await log.Read(head, next);
            if (IsLate(e))
                late.Add(e);
            next = e.Supersession!.PreviousRegeneration;
        }
        return late.OrderBy(e => e.Seq);

        bool IsLate(SessionEvent e) => e.Message is { Role: not Speaker.User } && QuestionOf(e) < question;
    }

    private static long QuestionOf(SessionEvent answer) => MessageIds.FirstSeq(answer.Message!.MessageId) ?? answer.Seq;
}
