namespace ActorPipeline.Streams;

/// <summary>A sink in a graph that is being built.</summary>
/// <param name="In">Where elements go in.</param>
/// <param name="Value">What a run of the sink gives; see <see cref="GraphValues"/>.</param>
/// <typeparam name="T">The elements.</typeparam>
/// <typeparam name="TValue">What a run gives.</typeparam>
public sealed record SinkShape<T, TValue>(Inlet<T> In, GraphValue<TValue> Value);
