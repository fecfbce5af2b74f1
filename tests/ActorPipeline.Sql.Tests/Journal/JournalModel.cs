using ActorPipeline.Journal;
using static ActorPipeline.Sql.Tests.Journal.Journals;

namespace ActorPipeline.Sql.Tests.Journal;

/// <summary>What a journal must hold after the operations that it has been told of, and where they come from.</summary>
internal sealed class JournalModel
{
    private static readonly OutboxKind[] Kinds = [OutboxKind.Results, OutboxKind.DeadLetters];

    private readonly ModelShard[] _shards;
    private readonly Dictionary<string, byte[]> _values = [];
    private readonly Dictionary<OutboxKind, (long[] Sequences, byte[] State)> _sinks = [];

    public JournalModel(Random random, int shardCount)
    {
        Random = random;
        _shards = new ModelShard[shardCount];
        for (var shard = 0; shard < shardCount; shard++)
        {
            _shards[shard] = new ModelShard();
        }
    }

    public Random Random { get; }

    public void OpenShard(IJournal journal)
    {
        var shard = Random.Next(_shards.Length);
        var head = journal.OpenShard(Shard(shard));
        _shards[shard].Epoch++;
        Assert.Equal((_shards[shard].Epoch, _shards[shard].Sequence), (head.Epoch, head.Sequence));
    }

    public void WriteValue(IJournal journal)
    {
        var name = "value " + Random.Next(4);
        _values[name] = [1, .. Bytes(5000)];
        journal.WriteValue(name, _values[name]);
    }

    public void CommitGroup(IJournal journal)
    {
        var group = new CommitGroup();
        for (var shard = 0; shard < _shards.Length; shard++)
        {
            if (Random.Next(3) > 0)
            {
                group.Shards.Add(Commit(shard));
            }
        }

        if (Random.Next(4) == 0)
        {
            group.Acks.Add(Acknowledgement());
        }

        journal.Commit(group);
        foreach (var commit in group.Shards)
        {
            var isOwner = _shards[commit.Shard.Value].TryApply(commit);
            Assert.Equal(isOwner ? CommitOutcome.Committed : CommitOutcome.Fenced, commit.Outcome);
        }

        foreach (var ack in group.Acks)
        {
            _sinks[ack.Kind] = (ack.Sequences, ack.State.ToArray());
        }
    }

    public void AssertAll(IJournal journal, string where)
    {
        for (var shard = 0; shard < _shards.Length; shard++)
        {
            AssertShard(journal, shard, where);
        }

        foreach (var (name, value) in _values)
        {
            Assert.True(value.AsSpan().SequenceEqual(journal.ReadValue(name)), where);
        }
    }

    public void AssertShard(IJournal journal, string where) =>
        AssertShard(journal, Random.Next(_shards.Length), where);

    private void AssertShard(IJournal journal, int shard, string where)
    {
        var model = _shards[shard];
        var head = journal.ReadHead(Shard(shard));
        Assert.True((head.Epoch, head.Sequence) == (model.Epoch, model.Sequence), where);
        Assert.True(head.State.Span.SequenceEqual(model.State), where);
        AssertBlocks(model.EventsAfter(0), journal.Events(shard), where);
        var after = Random.NextInt64(model.Sequence + 1);
        AssertBlocks(model.EventsAfter(after), journal.Events(shard, after), where);
        Assert.True(journal.PageIndex(shard).Count == model.Pages.Count, where);
        foreach (var (page, sequence, index) in journal.PageIndex(shard))
        {
            Assert.True(model.Pages[page].Sequence == sequence, where);
            Assert.True(model.Pages[page].Index.AsSpan().SequenceEqual(index), where);
            Assert.True(model.Pages[page].State.AsSpan().SequenceEqual(journal.PageState(shard, page)), where);
        }

        foreach (var kind in Kinds)
        {
            var (sequences, state) = _sinks.GetValueOrDefault(kind, (new long[_shards.Length], []));
            var sink = journal.ReadSink(kind, _shards.Length);
            Assert.True(sequences.AsSpan().SequenceEqual(sink.Sequences), where);
            Assert.True(state.AsSpan().SequenceEqual(sink.State.Span), where);
            AssertBlocks(model.OutboxAfter(kind, sequences[shard]), journal.Outbox(kind, shard), where);
        }
    }

    private static void AssertBlocks(
        List<(long Sequence, byte[] Block)> expected, List<(long Sequence, byte[] Block)> actual, string where)
    {
        Assert.True(expected.Count == actual.Count, $"{where}: {expected.Count} blocks, not {actual.Count}");
        for (var i = 0; i < expected.Count; i++)
        {
            Assert.True(expected[i].Sequence == actual[i].Sequence, where);
            Assert.True(expected[i].Block.AsSpan().SequenceEqual(actual[i].Block), where);
        }
    }

    /// <summary>Now and then of a former owner or out of sequence.</summary>
    private ShardCommit Commit(int shard)
    {
        var model = _shards[shard];
        var epoch = model.Epoch - (Random.Next(20) == 0 ? 1 : 0);
        var sequence = model.Sequence + (Random.Next(20) switch { 0 => -1, 1 => 1, _ => 0 });
        var head = new ShardHead(epoch, sequence, default);
        var commit = Next(head, shard, Block(), Block(), Block());
        commit.Head = Bytes(300);
        if (Random.Next(6) == 0)
        {
            commit.TrimThrough = Random.NextInt64(head.Sequence + 2);
        }

        for (var page = 0; page < 4; page++)
        {
            if (Random.Next(8) == 0)
            {
                commit.Pages.Add(new PageSnapshot(page, Bytes(200), Bytes(40_000)));
            }
        }

        return commit;
    }

    private SinkAck Acknowledgement()
    {
        var kind = Kinds[Random.Next(2)];
        var sequences = new long[_shards.Length];
        var former = _sinks.GetValueOrDefault(kind, (sequences, [])).Item1;
        for (var shard = 0; shard < sequences.Length; shard++)
        {
            sequences[shard] = Random.NextInt64(former[shard], _shards[shard].Sequence + 1);
        }

        return new SinkAck(kind, sequences, Bytes(100));
    }

    private byte[]? Block() => Random.Next(3) == 0 ? null : Bytes(Random.Next(10) == 0 ? 60_000 : 600);

    private byte[] Bytes(int most)
    {
        var bytes = new byte[Random.Next(1, most)];
        Random.NextBytes(bytes);
        return bytes;
    }
}
