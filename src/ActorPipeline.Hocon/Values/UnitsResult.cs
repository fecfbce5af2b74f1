namespace ActorPipeline.Hocon;

/// <summary>What came of reading a number with a unit.</summary>
internal enum UnitsResult
{
    Ok,
    Malformed,
    TooSmall,
    Negative,
    OutOfRange,
}
