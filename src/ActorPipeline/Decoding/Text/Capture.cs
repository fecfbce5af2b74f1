namespace ActorPipeline.Decoding;

/// <summary>A piece of a line.</summary>
/// <param name="Start">Its first byte in the line; negative when it did not take part.</param>
/// <param name="Length">Its length in bytes.</param>
internal readonly record struct Capture(int Start, int Length)
{
    /// <summary>A capture that did not take part: null.</summary>
    public static Capture None => new(-1, 0);
}
