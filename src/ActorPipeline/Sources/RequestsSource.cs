using ActorPipeline.Records;

namespace ActorPipeline.Sources;

/// <summary>A source without records that never ends.</summary>
internal sealed class RequestsSource : ISource, ISourcePartition
{
    public bool CanReplay => true;

    public IReadOnlyList<ISourcePartition> Partitions => [this];

    public ReadOnlyMemory<byte> State => default;

    public string Name => "requests";

    public long? BytesLeft => null;

    public void Seek(long position)
    {
    }

    public ReadResult Read(RecordBatch batch) => ReadResult.Idle;

    public void Dispose()
    {
    }
}
