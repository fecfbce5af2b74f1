namespace ActorPipeline.Decoding;

/// <summary>A pattern or a path can't be used: what is wrong with it, and where.</summary>
public sealed class DecoderException : ArgumentException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">All in one sentence, with the pattern or path.</param>
    /// <param name="reason">What is wrong, without the pattern or path.</param>
    /// <param name="position">At which character, from 0; -1 where it is none alone.</param>
    /// <param name="cause">What the platform said.</param>
    public DecoderException(string message, string reason, int position, Exception? cause = null)
        : base(message, cause)
    {
        Reason = reason;
        Position = position;
    }

    /// <summary>What is wrong, without the pattern or path.</summary>
    public string Reason { get; }

    /// <summary>At which character of the pattern or path, from 0; -1 where it is none alone.</summary>
    public int Position { get; }
}
