namespace ActorPipeline.Streams.Graphs;

/// <summary>A stage as a drawing shows it.</summary>
internal sealed class Blueprint(string name, params IReadOnlyList<Blueprint> inputs)
{
    public string Name => name;

    /// <summary>What comes before it; may be known only later, in a graph that is put together port by port.</summary>
    public IReadOnlyList<Blueprint> Inputs { get; set; } = inputs;

    /// <summary>Side outputs, which the chain to the main sink does not pass.</summary>
    public List<Blueprint> Sides { get; } = [];

    /// <summary>Whether what comes before it runs in an island of its own.</summary>
    public bool IsBoundary { get; init; }
}
