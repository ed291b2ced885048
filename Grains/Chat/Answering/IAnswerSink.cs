namespace YudaiV3.Chat.Answering;

/// <summary>Takes an answer as it is written. Called from any thread, never by two at once.</summary>
internal interface IAnswerSink
{
    /// <summary>The answer starts anew: the model is asked again after words had gone out.</summary>
    void Restart();

    void Write(string text);
}
