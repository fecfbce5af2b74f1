namespace ActorPipeline.Streams;

/// <summary>A junction with several outputs, in a graph that is being built.</summary>
/// <param name="In">Where elements go in.</param>
/// <param name="Out">Where they come out; each must be connected.</param>
/// <typeparam name="T">The elements.</typeparam>
public sealed record FanOutShape<T>(Inlet<T> In, IReadOnlyList<Outlet<T>> Out);
