using Akka.Actor;

namespace ActorPipeline.Runtime.Results;

/// <summary>The streams of results of an actor system, by pipeline. Used by any thread.</summary>
internal sealed class ResultStreams(ExtendedActorSystem system) : IExtension
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, ResultStream> _streams = new(StringComparer.Ordinal);

    public ResultStream Of(string pipeline, TimeSpan? longestSilence)
    {
        lock (_lock)
        {
            if (!_streams.TryGetValue(pipeline, out var stream))
            {
                var hub = system.ActorOf(ResultHub.Props, "results-of-" + Uri.EscapeDataString(pipeline));
                _streams.Add(pipeline, stream = new ResultStream(hub, longestSilence));
            }

            return stream;
        }
    }
}
