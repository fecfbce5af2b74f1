namespace ActorPipeline.Streams;

/// <summary>What the sinks of one run of a graph gave.</summary>
public sealed class GraphValues
{
    private readonly Dictionary<object, object?> _values = [];

    internal GraphValues()
    {
    }

    /// <summary>What one of the sinks gave.</summary>
    /// <exception cref="GraphException">The sink is not of this graph.</exception>
    public TValue Of<TValue>(GraphValue<TValue> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return _values.TryGetValue(value, out var found)
            ? (TValue)found!
            : throw new GraphException("the value is that of a sink in another graph");
    }

    internal void Add(object value, object? given) => _values.Add(value, given);
}
