namespace ActorPipeline.Streams;

/// <summary>A graph is not put together rightly.</summary>
public sealed class GraphException : Exception
{
    internal GraphException(string message, params string[] ports)
        : base(message) => Ports = ports;

    /// <summary>The ports or stages that it is about.</summary>
    public IReadOnlyList<string> Ports { get; }
}
