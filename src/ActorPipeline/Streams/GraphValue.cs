namespace ActorPipeline.Streams;

/// <summary>Names what a run of a graph's sink gives.</summary>
/// <typeparam name="TValue">What it gives.</typeparam>
public sealed class GraphValue<TValue>
{
    internal GraphValue()
    {
    }
}
