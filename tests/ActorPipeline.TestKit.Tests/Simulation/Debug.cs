using ActorPipeline.Emission;
using ActorPipeline.Journal;
using ActorPipeline.Records;
using ActorPipeline.Sinks;
using ActorPipeline.TestKit.Simulation;
using Xunit.Abstractions;
namespace ActorPipeline.TestKit.Tests.Simulation;
public sealed class Debug(ITestOutputHelper output)
{
    [Fact]
    public void Go()
    {
        var seed = int.Parse(Environment.GetEnvironmentVariable("DBG")!);
        var n = 0;
        var r = Simulator.Run(seed, new SimulationOptions { ShorteningRuns = 0,
            WrapSink = s => new L(s, output, n++), WrapJournal = j => new J(j, output) });
        output.WriteLine(r.Failure?.ToString() ?? "fine");
    }
    sealed class L(ISink inner, ITestOutputHelper o, int n) : ISink
    {
        public string Description => inner.Description;
        public bool IsExactlyOnce => true;
        public SinkProgress Open(SinkProgress j) { o.WriteLine($"sink {n} open {string.Join(',', j.Sequences)} {(j.State.Length>0?BitConverter.ToInt64(j.State.Span):-1)}"); return inner.Open(j); }
        public void Write(ShardId shard, long sequence, ResultBatch rows) { o.WriteLine($"sink {n} write {shard} {sequence} {rows.RowCount}"); inner.Write(shard, sequence, rows); }
        public ReadOnlyMemory<byte> Flush() { o.WriteLine($"sink {n} flush"); return inner.Flush(); }
        public void Dispose() { inner.Dispose(); }
    }
    sealed class J(IJournal inner, ITestOutputHelper o) : IJournal
    {
        public string Description => inner.Description;
        public byte[]? ReadValue(string name) => inner.ReadValue(name);
        public void WriteValue(string name, ReadOnlySpan<byte> value) => inner.WriteValue(name, value);
        public ShardHead OpenShard(ShardId shard) => inner.OpenShard(shard);
        public ShardHead ReadHead(ShardId shard) => inner.ReadHead(shard);
        public void ReadPageIndex(ShardId shard, PageIndexReader reader) => inner.ReadPageIndex(shard, reader);
        public bool ReadPage(ShardId shard, int page, ByteArena state) => inner.ReadPage(shard, page, state);
        public void ReadEvents(ShardId shard, long a, BlockReader reader) => inner.ReadEvents(shard, a, reader);
        public void ReadOutbox(OutboxKind kind, ShardId shard, long a, BlockReader reader) => inner.ReadOutbox(kind, shard, a, reader);
        public SinkAck ReadSink(OutboxKind kind, int shards) => inner.ReadSink(kind, shards);
        public void Commit(CommitGroup g) { o.WriteLine($"commit {string.Join(' ', g.Shards.Select(s => $"{s.Shard}:{s.Sequence}{(s.Results.Length > 0 ? "R":"")}{(s.DeadLetters.Length > 0 ? "D":"")}"))} {string.Join(' ', g.Acks.Select(a => $"{a.Kind} {string.Join(',', a.Sequences)}"))}"); inner.Commit(g); }
        public void Dispose() => inner.Dispose();
    }
}
