using ActorPipeline.Records;
using ActorPipeline.Sources;

namespace ActorPipeline.TestKit.InMemory;

/// <summary>A source that now and then goes back and reads records again, in other batches.</summary>
/// <param name="inputs">The partitions.</param>
/// <param name="random">Draws when, how far back, and the sizes of batches.</param>
internal sealed class StutteringSource(IReadOnlyList<MemoryInput> inputs, Random random) : ISource
{
    /// <inheritdoc />
    public bool CanReplay => true;

    /// <inheritdoc />
    public IReadOnlyList<ISourcePartition> Partitions { get; } =
        [.. inputs.Select((input, i) => new Partition($"memory-{i}", input, random))];

    /// <inheritdoc />
    public ReadOnlyMemory<byte> State { get; } = "memory"u8.ToArray();

    /// <inheritdoc />
    public void Dispose()
    {
    }

    private sealed class Partition(string name, MemoryInput input, Random random) : ISourcePartition
    {
        private readonly List<long> _positions = [];
        private MemoryPartition _inner = new(name, input, random);

        public string Name => name;

        public long? BytesLeft => null;

        public void Seek(long position)
        {
            _inner.Seek(position);
            _positions.Add(position);
        }

        public ReadResult Read(RecordBatch batch)
        {
            if (random.Next(3) == 0)
            {
                _inner = new MemoryPartition(name, input, random);
                _inner.Seek(_positions[random.Next(_positions.Count)]);
            }

            var result = _inner.Read(batch);
            if (result == ReadResult.Filled)
            {
                _positions.Add(batch.To);
            }

            return result;
        }
    }
}
