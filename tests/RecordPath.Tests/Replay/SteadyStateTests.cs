using ActorPipeline.TestKit.Simulation.Naive;
using ActorPipeline.TestKit.InMemory;
using ActorPipeline.Decoding;
using ActorPipeline.Journal;
using ActorPipeline.Plan;
using ActorPipeline.Records;
using ActorPipeline.Routing;
using ActorPipeline.Sharding;
using ActorPipeline.Sources;
using RecordPath.Tests.Harness;

namespace RecordPath.Tests.Replay;

public sealed class SteadyStateTests
{
    private const int RowsPerBatch = 1_000;
    private const int BatchesPerCommit = 10;
    private const int Batches = 400;

    /// <summary>A commit may cost a few small objects; a record may cost nothing.</summary>
    [Fact]
    public void From_decoding_to_the_cut_nothing_is_allocated_for_a_record()
    {
        var engine = new EngineOptions { TailBytes = 100_000 };
        var plan = Plans.Of(
            new WindowSpec.Tumbling(10_000), ["k"], ["count()", "sum(d)", "min(d)", "max(d)", "mean(i)", "max(m)"],
            shards: 1, engine: engine);
        using var journal = new InMemoryJournal();
        var shard = OpenedShard.Open(plan, journal, 1).Shard;
        var (decoder, router) = (DecoderFactory.Create(plan.Decoder), new Router(plan));
        var batch = new RoutedBatch(plan, EventLayout.Of(plan));
        var input = new MemoryInput(Lines()) { MaxBatchRows = RowsPerBatch };
        var partition = new MemoryPartition("p", input, new Greatest());
        partition.Seek(0);
        var (watermark, bytes) = (Router.NoWatermarkUs, 0L);
        for (var i = 0; i < Batches; i++)
        {
            batch.Records.Clear();
            Assert.Equal(ReadResult.Filled, partition.Read(batch.Records));
            var before = GC.GetAllocatedBytesForCurrentThread();
            decoder.Decode(batch.Records);
            watermark = router.Route(batch, watermark);
            shard.Apply(batch);
            Assert.True(shard.CloseDue());
            var draft = (i + 1) % BatchesPerCommit == 0 ? shard.Cut() : null;
            bytes += i < Batches / 2 ? 0 : GC.GetAllocatedBytesForCurrentThread() - before;
            if (draft is not null)
            {
                Commit(journal, shard, draft);
            }
        }

        Assert.InRange(bytes / (Batches / 2 / BatchesPerCommit), 0, 1_000);
    }

    private static IEnumerable<string> Lines() => Enumerable.Range(0, Batches * RowsPerBatch).Select(i =>
        $$"""{"t":{{i * 10}},"k":"key-{{i * 7 % 300}}","i":{{i % 1000}},"d":{{i % 500}}.25,"m":{{i % 100}}.5}""");

    private static void Commit(InMemoryJournal journal, Shard shard, CommitDraft draft)
    {
        var group = new CommitGroup();
        group.Shards.Add(draft.Commit);
        journal.Commit(group);
        shard.OnCommitted(draft);
        shard.Return(draft);
    }

    /// <summary>Draws the most that it may, so that all batches are of one size.</summary>
    private sealed class Greatest : Random
    {
        public override int Next(int maxValue) => maxValue - 1;

        public override double NextDouble() => 1;
    }
}
