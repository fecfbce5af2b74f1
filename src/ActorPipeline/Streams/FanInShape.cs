namespace ActorPipeline.Streams;

/// <summary>A junction with several inputs, in a graph that is being built.</summary>
/// <param name="In">Where elements go in; each must be connected.</param>
/// <param name="Out">Where they come out.</param>
/// <typeparam name="TIn">The elements that go in.</typeparam>
/// <typeparam name="TOut">The elements that come out.</typeparam>
public sealed record FanInShape<TIn, TOut>(IReadOnlyList<Inlet<TIn>> In, Outlet<TOut> Out);
