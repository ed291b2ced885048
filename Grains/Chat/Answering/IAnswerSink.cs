namespace YudaiV3.Chat.Answering;

/// <summary>Takes an answer while it is being written. Called from any thread, never by two at once.</summary>
internal interface IAnswerSink
{
    /// <summary>The answer starts anew: forget what was written.</summary>
    void Restart();

    void Write(string text);
}
