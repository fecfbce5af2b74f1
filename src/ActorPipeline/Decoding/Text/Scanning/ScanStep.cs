namespace ActorPipeline.Decoding;

/// <summary>A step of a <see cref="LineScanner"/>.</summary>
internal struct ScanStep
{
    /// <summary>What it does.</summary>
    public ScanStepKind Kind;

    /// <summary>Of a test and a jump, the step elsewhere; of a capture, which.</summary>
    public int Target;

    /// <summary>How many characters ahead it looks.</summary>
    public int Ahead;

    /// <summary>The least number of characters of a run.</summary>
    public int Min;

    /// <summary>The greatest number of characters of a run.</summary>
    public int Max;

    /// <summary>The characters of a run or a test.</summary>
    public ScanSet Set;

    /// <summary>What is ahead while a run goes on.</summary>
    public ScanSet Going;

    /// <summary>The bytes that have to stand here.</summary>
    public byte[] Bytes;
}
