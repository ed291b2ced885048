using System.IO.Pipelines;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using YudaiV3.Chat.Answering;
using YudaiV3.Silo.Chat;

namespace YudaiV3.Silo.Tests.Chat;

public sealed class CompletionStreamTests : IDisposable
{
    private readonly Pipe _wire = new();
    private readonly FakeTimeProvider _time = new();
    private readonly CompletionStream _stream;

    public CompletionStreamTests() => _stream = new(_wire.Reader.AsStream(), new DeltaThrottle(), _time);

    public void Dispose() => _stream.Dispose();

    [Fact]
    public async Task Read_of_an_answer_in_a_few_pieces_never_waits()
    {
        for (var piece = 0; piece < 8; piece++)
        {
            await _wire.Writer.WriteAsync("data: a\n\n"u8.ToArray());
            Assert.Equal("data: a\n\n", await Read());
        }
    }

    [Fact]
    public async Task Read_of_a_long_answer_waits_for_the_interval_and_then_takes_all_that_has_come()
    {
        for (var piece = 0; piece < 8; piece++)
        {
            await _wire.Writer.WriteAsync("a"u8.ToArray());
            await Read();
        }
        await _wire.Writer.WriteAsync("b"u8.ToArray());
        var reading = Read();
        Assert.False(reading.IsCompleted);
        await _wire.Writer.WriteAsync("cd"u8.ToArray());
        _time.Advance(TimeSpan.FromMilliseconds(19));
        Assert.False(reading.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal("bcd", await reading);
    }

    [Fact]
    public async Task Read_of_more_than_a_buffer_goes_on_at_once_and_loses_nothing()
    {
        var text = string.Concat(Enumerable.Range(0, 60_000).Select(n => $"{n} "));
        var writing = Task.Run(async () =>
        {
            await _wire.Writer.WriteAsync(Encoding.UTF8.GetBytes(text));
            await _wire.Writer.CompleteAsync();
        });
        var all = new StringBuilder();
        while (await Next() is { Length: > 0 } part)
            all.Append(part);
        await writing;
        Assert.Equal(text, all.ToString());

        async Task<string> Next()
        {
            var reading = Read(700);
            while (!reading.IsCompleted)
            {
                _time.Advance(TimeSpan.FromMilliseconds(20));
                await Task.Yield();
            }
            return await reading;
        }
    }

    private async Task<string> Read(int maxBytes = 4_096)
    {
        var buffer = new byte[maxBytes];
        return Encoding.UTF8.GetString(buffer, 0, await _stream.ReadAsync(buffer));
    }
}
