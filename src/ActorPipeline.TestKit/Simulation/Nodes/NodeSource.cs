using ActorPipeline.Records;
using ActorPipeline.Sources;
using ActorPipeline.TestKit.InMemory;

namespace ActorPipeline.TestKit.Simulation.Nodes;

/// <summary>A node's view of the inputs of all: reads fail, or go back.</summary>
internal sealed class NodeSource(IReadOnlyList<MemoryInput> inputs, Random random, ArmedFaults faults) : ISource
{
    public bool CanReplay => true;

    public IReadOnlyList<ISourcePartition> Partitions { get; } =
        [.. inputs.Select((input, i) => new Partition($"memory-{i}", input, random, faults))];

    public ReadOnlyMemory<byte> State { get; } = "memory"u8.ToArray();

    public void Dispose()
    {
    }

    private sealed class Partition(string name, MemoryInput input, Random random, ArmedFaults faults) : ISourcePartition
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
            switch (faults.Take($"a read of {name}", FaultKind.SourceFails, FaultKind.SourceStutters)?.Kind)
            {
                case FaultKind.SourceFails:
                    throw new SourceException("the source is away", isTransient: true);
                case FaultKind.SourceStutters:
                    _inner = new MemoryPartition(name, input, random);
                    _inner.Seek(_positions[random.Next(_positions.Count)]);
                    break;
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
