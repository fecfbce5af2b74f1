namespace ActorPipeline.Streams;

/// <summary>A junction that makes pairs, in a graph that is being built.</summary>
/// <param name="Left">Where the first of each pair goes in.</param>
/// <param name="Right">Where the second of each pair goes in.</param>
/// <param name="Out">Where the pairs come out.</param>
/// <typeparam name="TLeft">The first of each pair.</typeparam>
/// <typeparam name="TRight">The second of each pair.</typeparam>
/// <typeparam name="TOut">What is made of a pair.</typeparam>
public sealed record ZipShape<TLeft, TRight, TOut>(Inlet<TLeft> Left, Inlet<TRight> Right, Outlet<TOut> Out);
