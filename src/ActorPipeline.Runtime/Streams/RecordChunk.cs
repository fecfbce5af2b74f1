using ActorPipeline.Routing;

namespace ActorPipeline.Runtime.Streams;

/// <summary>
/// The element of a record stream: a batch of records, on loan. One stage has it at a time; who takes it out of the
/// stream disposes of it once and reads it no more. One that is never disposed of costs memory, nothing else.
/// </summary>
public sealed class RecordChunk : IDisposable
{
    private ChunkPool? _pool;

    internal RecordChunk(RoutedBatch batch) => Batch = batch;

    /// <summary>The records, with what the stages before have made of them.</summary>
    public RoutedBatch Batch { get; }

    /// <summary>Whether it has keys and times.</summary>
    internal bool IsRouted { get; set; }

    /// <inheritdoc />
    public void Dispose() => Interlocked.Exchange(ref _pool, null)?.Return(this);

    internal void Lend(ChunkPool pool) => (_pool, IsRouted) = (pool, false);
}
