namespace ActorPipeline.Decoding;

/// <summary>What a <see cref="ScanStep"/> does.</summary>
internal enum ScanStepKind
{
    /// <summary>One byte of ASCII has to stand here.</summary>
    Byte,

    /// <summary>Some bytes have to stand here.</summary>
    Literal,

    /// <summary>A capture starts.</summary>
    Start,

    /// <summary>A capture ends.</summary>
    End,

    /// <summary>Characters of a set, up to one that is not in it.</summary>
    Run,

    /// <summary>Some characters of a set, a counted number.</summary>
    CountedRun,

    /// <summary>Characters of a set, up to where what is some characters ahead tells that they end.</summary>
    RunAhead,

    /// <summary>Goes on where what is ahead is in a set, else elsewhere.</summary>
    Test,

    /// <summary>Goes on elsewhere.</summary>
    Jump,

    /// <summary>The line has to end here.</summary>
    Finish,
}
