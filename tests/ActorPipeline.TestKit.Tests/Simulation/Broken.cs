using ActorPipeline.Emission;
using ActorPipeline.Journal;
using ActorPipeline.Records;
using ActorPipeline.Routing;
using ActorPipeline.Sharding;
using ActorPipeline.Sinks;
using ActorPipeline.TestKit.Simulation;

namespace ActorPipeline.TestKit.Tests.Simulation;

/// <summary>Components with a bug in each, for the simulator to find.</summary>
internal static class Broken
{
    public static readonly SimulationOptions JournalThatDoesNotFence = new()
    {
        CreateJournal = () => new BrokenJournal((inner, group) =>
        {
            var epochs = group.Shards.Select(c => c.Epoch).ToArray();
            foreach (var commit in group.Shards)
            {
                commit.Epoch = inner.ReadHead(commit.Shard).Epoch;
            }

            inner.Commit(group);
            for (var i = 0; i < epochs.Length; i++)
            {
                group.Shards[i].Epoch = epochs[i];
            }
        }),
    };

    public static readonly SimulationOptions JournalThatForgetsACommit = new()
    {
        CreateJournal = () =>
        {
            var commits = 0;
            return new BrokenJournal((inner, group) =>
            {
                if (++commits != 20)
                {
                    inner.Commit(group);
                    return;
                }

                foreach (var commit in group.Shards)
                {
                    commit.Outcome = CommitOutcome.Committed;
                }
            });
        },
    };

    public static readonly SimulationOptions ShardLogThatSwapsEntries = new()
    {
        WrapShardLog = log => new SwappingLog(log),
    };

    public static readonly SimulationOptions SinkThatForgetsItsProgress = new()
    {
        WrapSink = sink => new ForgetfulSink(sink),
    };

    /// <summary>As a replica that lags: what was committed last is not to be seen yet.</summary>
    public static readonly SimulationOptions JournalThatReadsAnOldHead = new()
    {
        CreateJournal = () =>
        {
            var newest = new HashSet<ShardId>();
            return new BrokenJournal((inner, group) =>
            {
                inner.Commit(group);
                newest.Clear();
                newest.UnionWith(group.Shards.Select(c => c.Shard));
            })
            {
                Head = (shard, head) => newest.Contains(shard) ? head with { Sequence = head.Sequence - 1 } : head,
            };
        },
    };

    private sealed class BrokenJournal(Action<IJournal, CommitGroup> commit) : IJournal
    {
        private readonly InMemoryJournal _inner = new();

        public string Description => _inner.Description;

        public byte[]? ReadValue(string name) => _inner.ReadValue(name);

        public void WriteValue(string name, ReadOnlySpan<byte> value) => _inner.WriteValue(name, value);

        public ShardHead OpenShard(ShardId shard) => _inner.OpenShard(shard);

        public Func<ShardId, ShardHead, ShardHead> Head { get; init; } = (_, head) => head;

        public ShardHead ReadHead(ShardId shard) => Head(shard, _inner.ReadHead(shard));

        public void ReadPageIndex(ShardId shard, PageIndexReader reader) => _inner.ReadPageIndex(shard, reader);

        public bool ReadPage(ShardId shard, int page, ByteArena state) => _inner.ReadPage(shard, page, state);

        public void ReadEvents(ShardId shard, long afterSequence, BlockReader reader) =>
            _inner.ReadEvents(shard, afterSequence, reader);

        public void ReadOutbox(OutboxKind kind, ShardId shard, long afterSequence, BlockReader reader) =>
            _inner.ReadOutbox(kind, shard, afterSequence, reader);

        public SinkAck ReadSink(OutboxKind kind, int shardCount) => _inner.ReadSink(kind, shardCount);

        public void Commit(CommitGroup group) => commit(_inner, group);

        public void Dispose() => _inner.Dispose();
    }

    /// <summary>Every fifth batch is overtaken by the one after it.</summary>
    private sealed class SwappingLog(IShardLog inner) : IShardLog
    {
        private int _count;
        private RoutedBatch? _kept;

        public void Append(RoutedBatch batch)
        {
            if (++_count % 5 == 0)
            {
                _kept = batch;
                return;
            }

            inner.Append(batch);
            AppendKept();
        }

        public void Append(Punctuation news)
        {
            AppendKept();
            inner.Append(news);
        }

        private void AppendKept()
        {
            if (_kept is { } kept)
            {
                _kept = null;
                inner.Append(kept);
            }
        }
    }

    /// <summary>Says that the target is as it was when it was opened.</summary>
    private sealed class ForgetfulSink(ISink inner) : ISink
    {
        private ReadOnlyMemory<byte>? _first;

        public string Description => inner.Description;

        public bool IsExactlyOnce => inner.IsExactlyOnce;

        public SinkProgress Open(SinkProgress journaled) => inner.Open(journaled);

        public void Write(ShardId shard, long sequence, ResultBatch rows) => inner.Write(shard, sequence, rows);

        public ReadOnlyMemory<byte> Flush()
        {
            var state = inner.Flush();
            _first ??= state;
            return _first.Value;
        }

        public void Dispose() => inner.Dispose();
    }
}
