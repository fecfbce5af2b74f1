using ActorPipeline.Streams.Running;

namespace ActorPipeline.Streams;

/// <summary>What graphs run on: a clock and a scheduler. Many graphs share one.</summary>
public sealed class StreamRuntime
{
    private int _openGraphs;
    private int _openIslands;
    private int _rentedBuffers;

    /// <summary>Makes a runtime.</summary>
    /// <param name="time">The clock of all timers.</param>
    /// <param name="scheduler">Where the graphs run; the thread pool when none is given.</param>
    public StreamRuntime(TimeProvider time, IStreamScheduler? scheduler = null)
    {
        ArgumentNullException.ThrowIfNull(time);
        (Time, Scheduler) = (time, scheduler ?? ThreadPoolScheduler.Instance);
    }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; }

    /// <summary>Where the graphs run.</summary>
    public IStreamScheduler Scheduler { get; }

    /// <summary>
    /// How many elements a source gives in one go before others get their turn; 256 by default.
    /// </summary>
    public int TurnElements { get; init; } = 256;

    /// <summary>Graphs that run: materialized, and not yet completed.</summary>
    public int OpenGraphs => Volatile.Read(ref _openGraphs);

    /// <summary>Islands that run: the parts of graphs between asynchronous boundaries.</summary>
    public int OpenIslands => Volatile.Read(ref _openIslands);

    /// <summary>Pooled buffers that running stages hold.</summary>
    public int RentedBuffers => Volatile.Read(ref _rentedBuffers);

    /// <summary>Sees every stage that is made; tests check the rules of pulling with it.</summary>
    internal IStageInspector? Inspector { get; init; }

    internal void CountGraph(int change) => Interlocked.Add(ref _openGraphs, change);

    internal void CountIsland(int change) => Interlocked.Add(ref _openIslands, change);

    internal void CountBuffer(int change) => Interlocked.Add(ref _rentedBuffers, change);
}
