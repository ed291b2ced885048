namespace YudaiV3.Chat;

/// <summary>
/// The decisions of a session about its turns. A turn is a question and the versions of its answer; the conversation is
/// the list of its live turns. A turn that is owed is answered, whatever happens to other turns.
/// Each method returns the next state. <c>activation</c> identifies the activation that may use a counted attempt.
/// </summary>
internal static class TurnDecisions
{
    private const int MaxRegenerations = 16;

    public static ConflictException Replaced() => new("This message was replaced before.");

    extension(SessionHead head)
    {
        /// <summary>Appends the user's message. A closed session becomes active.</summary>
        public SessionHead Ask(string key, NewMessage message, int tokens, DateTimeOffset at, long activation = 0)
        {
            var question = new SessionEvent
            {
                Message = head.CreateUserMessage(key, message, tokens, at),
                LoginId = message.LoginId,
            };
            var next = head.Append(question, at);
            return (next with { LastQuestion = next.Seq, IsActive = true }).CountFirst(activation);
        }

        /// <summary>
        /// Appends the user's message in the place of an earlier one. It supersedes that message's turn and the turns
        /// after it. Answers to earlier questions stay, also those that came later.
        /// </summary>
        /// <exception cref="ConflictException">The earlier message was superseded.</exception>
        public SessionHead Edit(
            string key,
            SessionEvent earlier,
            KeptTurns kept,
            NewMessage message,
            int tokens,
            DateTimeOffset at,
            long activation = 0
        )
        {
            head.RequireLive(earlier.Seq);
            var statistics = head.Fold.Statistics;
            var edited = head.CreateUserMessage(key, message, tokens, at) with
            {
                Supersedes = earlier.Message!.MessageId,
            };
            var supersession = new Supersession
            {
                From = earlier.Seq,
                Through = head.Seq,
                Kept = kept.Statistics with
                {
                    TotalCost = statistics.TotalCost,
                    AgentActions = statistics.AgentActions,
                },
                Survivors = kept.LateAnswers,
            };
            var next = head.Append(
                new SessionEvent
                {
                    Message = edited,
                    Supersession = supersession,
                    LoginId = message.LoginId,
                },
                at
            );
            next = next with
            {
                LastQuestion = next.Seq,
                Regenerations = [.. head.Regenerations.Where(regeneration => regeneration.Question < earlier.Seq)],
                IsActive = true,
            };
            return (head.AreAllOwedFrom(earlier.Seq) ? next with { AnsweredThrough = next.Seq - 1 } : next).CountFirst(
                activation
            );
        }

        /// <summary>Appends the answer to a question; null if the question does not need one any more.</summary>
        public SessionHead? Answer(long question, Message answer, DateTimeOffset at, long activation = 0) =>
            head.AnsweredThrough >= question || head.Fold.Supersedes(question)
                ? null
                : (
                    head.Append(new SessionEvent { Message = head.Own(answer, at) }, at) with
                    {
                        AnsweredThrough = question,
                    }
                ).CountFirst(activation);

        /// <summary>Records that a new answer is requested, once.</summary>
        /// <exception cref="ConflictException">
        /// The answer was superseded, or too many answers are requested.
        /// </exception>
        public SessionHead Regenerate(Regeneration regeneration, long activation = 0)
        {
            if (head.Regenerations.Any(regeneration.IsSame))
                return head;
            head.RequireLive(regeneration.Old);
            head.RequireLive(regeneration.Question);
            if (head.Regenerations.Length >= MaxRegenerations)
                throw new ConflictException("Too many new answers are requested.");
            return (head with { Regenerations = head.Regenerations.Add(regeneration), IsActive = true }).CountFirst(
                activation
            );
        }

        /// <summary>Appends an answer in the place of the old one; null if it is not requested any more.</summary>
        public SessionHead? AnswerRegeneration(
            Regeneration regeneration,
            Message old,
            Message answer,
            DateTimeOffset at,
            long activation = 0
        ) =>
            head.Regenerations.Contains(regeneration)
                ? (
                    head.Append(regeneration.Complete(old, head.Own(answer, at), head.Fold), at) with
                    {
                        Regenerations = head.Regenerations.Remove(regeneration),
                    }
                ).CountFirst(activation)
                : null;

        /// <summary>Counts an attempt at an owed turn.</summary>
        public SessionHead CountAttempt(long question, int version, DateTimeOffset now, long activation) =>
            head with
            {
                Attempt = (
                    head.Attempt is { } attempt && attempt.IsAt(question, version)
                        ? attempt
                        : new TurnAttempt { Question = question, Version = version }
                ).Next(activation, now),
            };

        /// <exception cref="ConflictException">The message was superseded.</exception>
        public void RequireLive(long seq)
        {
            if (head.Fold.Supersedes(seq))
                throw Replaced();
        }

        /// <summary>
        /// Counts the first attempt at the first owed turn in the same write as the change that makes it the first, as
        /// far as the head knows which one it is.
        /// </summary>
        private SessionHead CountFirst(long activation)
        {
            if (!head.Unanswered)
                return head.Attempt is null ? head : head with { Attempt = null };
            return head.FirstOwed() is not var (question, version) || head.Attempt?.IsAt(question, version) is true
                ? head
                : head.CountAttempt(question, version, default, activation);
        }

        private (long Question, int Version)? FirstOwed()
        {
            if (head.LastQuestion <= head.AnsweredThrough)
                return (head.Regenerations[0].Question, head.Regenerations[0].Version);
            if (head.Tail.IsEmpty || head.Tail[0].Seq > head.AnsweredThrough + 1)
                return null;
            var first = head.Tail.FirstOrDefault(e =>
                e.Seq > head.AnsweredThrough && e.Message is { Role: Speaker.User } && !head.Fold.Supersedes(e.Seq)
            );
            return first is null ? null : (first.Seq, 0);
        }

        /// <summary>Whether every question that is owed an answer is at or after this one.</summary>
        private bool AreAllOwedFrom(long question) =>
            head.LastQuestion <= head.AnsweredThrough
            || head.AnsweredThrough >= question - 1
            || head.Attempt is { Version: 0 } attempt && attempt.Question >= question;

        private Message CreateUserMessage(string key, NewMessage message, int tokens, DateTimeOffset at) =>
            head.Own(message.Create(MessageIds.Create(key, head.Seq + 1), tokens), at);

        private Message Own(Message message, DateTimeOffset at) =>
            message with
            {
                SessionId = head.SessionId,
                CreatedAt = at,
            };
    }
}

/// <summary>What an edit leaves of the conversation.</summary>
/// <param name="Statistics">The statistics of the turns that stay.</param>
/// <param name="LateAnswers">Seqs of their answers that came after the edited message, rising.</param>
internal sealed record KeptTurns(
    SessionStatistics Statistics,
    System.Collections.Immutable.ImmutableArray<long> LateAnswers
);
