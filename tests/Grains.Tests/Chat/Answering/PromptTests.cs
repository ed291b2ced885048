using Microsoft.Extensions.AI;
using YudaiV3.CodeAnalysis.Tokens;

namespace YudaiV3.Chat.Answering;

public sealed class PromptTests
{
    private const int Budget = 2_000;

    [Fact]
    public void Build_starts_with_the_instructions_and_ends_with_the_question()
    {
        var prompt = Prompt.Build(Ask([Said("Hi"), Answered("Hello"), Said("@you what now?")]), Budget);
        Assert.Equal(
            [ChatRole.System, ChatRole.User, ChatRole.Assistant, ChatRole.User],
            prompt.Messages.Select(message => message.Role)
        );
        Assert.Equal(
            [SystemPrompt.Text, "Hi", "Hello", "@you what now?"],
            prompt.Messages.Select(message => message.Text)
        );
    }

    [Fact]
    public void Build_with_a_long_conversation_keeps_the_newest_messages_without_a_gap()
    {
        var history = Enumerable
            .Range(0, 400)
            .Select(n =>
                n % 2 == 0
                    ? Said($"Question number {n} about this and that")
                    : Answered($"Answer number {n} about that and this")
            )
            .ToArray();
        var prompt = Prompt.Build(Ask([.. history, Said("The question")]), Budget);
        var texts = prompt.Messages.Skip(1).Select(message => message.Text).ToArray();
        Assert.InRange(texts.Length, 20, 399);
        Assert.Equal(history.Select(message => message.Content).Append("The question").TakeLast(texts.Length), texts);
        Assert.InRange(Counted(prompt), Budget - 20, Budget);
    }

    [Fact]
    public void Build_of_random_questions_stays_in_the_budget_and_counts_its_tokens()
    {
        var random = new Random(4711);
        for (var round = 0; round < 200; round++)
        {
            var budget = random.Next(1_000, 4_000);
            var messages = Enumerable
                .Range(0, random.Next(1, 30))
                .Select(_ =>
                    Said(Babble(random, random.Next(1, 3_000))) with
                    {
                        ReferencedFiles = [Babble(random, random.Next(1, 300))],
                    }
                );
            var cards = Enumerable
                .Range(0, random.Next(0, 5))
                .Select(_ => new ContextCard
                {
                    Title = Babble(random, random.Next(0, 100)),
                    Content = Babble(random, random.Next(0, 20_000)),
                });
            var question = Ask([.. messages]) with
            {
                Cards = [.. cards],
                Session = Repository with { Description = Babble(random, random.Next(0, 5_000)) },
            };
            var prompt = Prompt.Build(question, budget);
            Assert.InRange(Counted(prompt), 1, budget);
            Assert.Equal(Counted(prompt), prompt.Tokens);
            Assert.StartsWith(
                prompt.Messages[^1].Text.Split("\n[cut]")[0],
                question.Messages[^1].Content,
                StringComparison.Ordinal
            );
        }
    }

    [Fact]
    public void Build_with_a_question_that_is_too_long_cuts_and_marks_it()
    {
        var prompt = Prompt.Build(
            Ask([Said("Before"), Said(string.Concat(Enumerable.Repeat("word ", 3_000)))]),
            Budget
        );
        Assert.Equal(2, prompt.Messages.Length);
        Assert.StartsWith("word word", prompt.Messages[^1].Text, StringComparison.Ordinal);
        Assert.EndsWith("[cut]", prompt.Messages[^1].Text, StringComparison.Ordinal);
        Assert.InRange(Counted(prompt), Budget - 30, Budget);
    }

    [Fact]
    public void Build_leaves_out_failures_and_marks_stopped_answers()
    {
        var failure = new Message
        {
            Role = Speaker.System,
            Content = "It failed",
            ErrorMessage = "It failed",
        };
        var stopped = Answered("Half of") with { Metadata = new MessageMetadata { Stopped = true } };
        var prompt = Prompt.Build(Ask([Said("One"), failure, Said("Two"), stopped, Said("Three")]), Budget);
        Assert.Equal(
            ["One", "Two", "Half of\n\n[The user stopped this answer here.]", "Three"],
            prompt.Messages.Skip(1).Select(message => message.Text)
        );
    }

    [Fact]
    public void Build_puts_the_data_before_the_conversation()
    {
        var question = Ask([Said("Before"), Said("Now") with { ReferencedFiles = ["src/app.cs", "src/old.cs"] }]) with
        {
            Session = Repository,
            Cards =
            [
                new ContextCard
                {
                    Title = "Error log",
                    Content = "It threw",
                    Source = CardSource.File,
                },
            ],
        };
        var data = Prompt.Build(question, Budget).Messages[1];
        Assert.Equal(ChatRole.User, data.Role);
        foreach (
            var fact in new[]
            {
                "Repository: octo/cat",
                "Branch: dev",
                "Title of the conversation: Cats",
                "src/app.cs\nsrc/old.cs",
                "Title: Error log",
                "It threw",
            }
        )
            Assert.Contains(fact, data.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Build_with_a_huge_card_cuts_it_and_leaves_room_for_the_conversation()
    {
        var question = Ask([Said("Before"), Answered("Indeed"), Said("Now")]) with
        {
            Cards = [new ContextCard { Title = "Big", Content = string.Concat(Enumerable.Repeat("word ", 200_000)) }],
        };
        var prompt = Prompt.Build(question, Budget);
        Assert.Contains("[cut]\n</data>", prompt.Messages[1].Text, StringComparison.Ordinal);
        Assert.Equal(["Before", "Indeed", "Now"], prompt.Messages.Skip(2).Select(message => message.Text));
        Assert.InRange(Counted(prompt), 1, Budget);
    }

    private static Session Repository { get; } =
        new()
        {
            RepoOwner = "octo",
            RepoName = "cat",
            RepoBranch = "dev",
            Title = "Cats",
        };

    private static Question Ask(Message[] messages) =>
        new()
        {
            UserId = 7,
            Session = new Session(),
            Messages = [.. messages],
        };

    private static Message Said(string content) => new() { Role = Speaker.User, Content = content };

    private static Message Answered(string content) => new() { Role = Speaker.Assistant, Content = content };

    private static int Counted(Prompt prompt) =>
        3 + prompt.Messages.Sum(message => TokenCounter.Count(message.Text) + 4);

    private static string Babble(Random random, int length) =>
        string.Concat(
            Enumerable
                .Range(0, length / 4)
                .Select(_ =>
                    random.Next(12) switch
                    {
                        0 => "\n\n",
                        1 => "</data>",
                        2 => "漢字",
                        3 => "😀",
                        4 => "    ",
                        5 => "!!!",
                        _ => " wo" + (char)random.Next('a', 'z'),
                    }
                )
        );
}
