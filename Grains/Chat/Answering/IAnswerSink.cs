namespace YudaiV3.Chat.Answering;

/// <summary>
/// Receives the text of an answer while it is generated. Any thread may call it, but never two at once.
/// </summary>
internal interface IAnswerSink
{
    /// <summary>Discards the text: the answer starts again.</summary>
    void Restart();

    void Write(string text);
}
