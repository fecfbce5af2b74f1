using ActorPipeline.Records;

namespace ActorPipeline.Journal;

/// <summary>
/// A journal that lives as long as the process, for tests and simulations: the whole contract but durability.
/// Thread-safe; callbacks run outside the lock.
/// </summary>
internal sealed class InMemoryJournal : IJournal
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, byte[]> _values;
    private readonly Dictionary<ShardId, InMemoryShard> _shards;
    private readonly Dictionary<OutboxKind, SinkAck> _sinks;

    /// <summary>An empty journal.</summary>
    public InMemoryJournal()
    {
        _values = [];
        _shards = [];
        _sinks = [];
    }

    private InMemoryJournal(InMemoryJournal other)
    {
        _values = new(other._values);
        _sinks = new(other._sinks);
        _shards = [];
        foreach (var (shard, state) in other._shards)
        {
            _shards.Add(shard, state.Clone());
        }
    }

    /// <inheritdoc />
    public string Description => "memory";

    /// <summary>What a crash at this moment would leave: a journal of its own with all that is committed.</summary>
    public InMemoryJournal Snapshot()
    {
        lock (_lock)
        {
            return new InMemoryJournal(this);
        }
    }

    /// <inheritdoc />
    public byte[]? ReadValue(string name)
    {
        lock (_lock)
        {
            return _values.TryGetValue(name, out var value) && value.Length > 0 ? [.. value] : null;
        }
    }

    /// <inheritdoc />
    public void WriteValue(string name, ReadOnlySpan<byte> value)
    {
        lock (_lock)
        {
            _values[name] = value.ToArray();
        }
    }

    /// <inheritdoc />
    public ShardHead OpenShard(ShardId shard)
    {
        lock (_lock)
        {
            if (!_shards.TryGetValue(shard, out var state))
            {
                _shards.Add(shard, state = new InMemoryShard());
            }

            state.Epoch++;
            return Head_NeedsLock(shard);
        }
    }

    /// <inheritdoc />
    public ShardHead ImportShard(ShardId shard, long afterSequence)
    {
        lock (_lock)
        {
            _shards[shard] = new InMemoryShard(Head_NeedsLock(shard).Epoch + 1, afterSequence);
            return Head_NeedsLock(shard);
        }
    }

    /// <inheritdoc />
    public ShardHead ReadHead(ShardId shard)
    {
        lock (_lock)
        {
            return Head_NeedsLock(shard);
        }
    }

    /// <inheritdoc />
    public void ReadPageIndex(ShardId shard, PageIndexReader reader)
    {
        InMemoryPage[] pages;
        lock (_lock)
        {
            pages = _shards.GetValueOrDefault(shard)?.Pages() ?? [];
        }

        foreach (var page in pages)
        {
            reader(page.Page, page.Sequence, page.Index);
        }
    }

    /// <inheritdoc />
    public bool ReadPage(ShardId shard, int page, ByteArena state)
    {
        InMemoryPage? found;
        lock (_lock)
        {
            found = _shards.GetValueOrDefault(shard)?.Page(page);
        }

        state.Clear();
        if (found is null)
        {
            return false;
        }

        found.State.CopyTo(state.GetSpan(found.State.Length));
        state.Advance(found.State.Length);
        return true;
    }

    /// <inheritdoc />
    public void ReadEvents(ShardId shard, long afterSequence, BlockReader reader) =>
        ReadEvents(shard, afterSequence, int.MaxValue, reader);

    /// <inheritdoc />
    public void ReadEvents(ShardId shard, long afterSequence, int maxBlocks, BlockReader reader)
    {
        List<KeyValuePair<long, byte[]>>? blocks;
        lock (_lock)
        {
            blocks = _shards.GetValueOrDefault(shard)?.EventsAfter(afterSequence, maxBlocks);
        }

        Deliver(blocks, reader);
    }

    /// <inheritdoc />
    public void ReadOutbox(OutboxKind kind, ShardId shard, long afterSequence, BlockReader reader)
    {
        List<KeyValuePair<long, byte[]>>? blocks;
        lock (_lock)
        {
            blocks = _shards.GetValueOrDefault(shard)?.OutboxAfter(kind, afterSequence);
        }

        Deliver(blocks, reader);
    }

    /// <inheritdoc />
    public SinkAck ReadSink(OutboxKind kind, int shardCount)
    {
        var sequences = new long[shardCount];
        lock (_lock)
        {
            if (!_sinks.TryGetValue(kind, out var stored))
            {
                return new SinkAck(kind, sequences, default);
            }

            if (stored.Sequences.Length > shardCount)
            {
                throw new JournalException(
                    $"The journal is of a pipeline with {stored.Sequences.Length} shards, not {shardCount}. Set the " +
                    "shard count back.",
                    JournalFault.Incompatible);
            }

            stored.Sequences.CopyTo(sequences, 0);
            return new SinkAck(kind, sequences, stored.State);
        }
    }

    /// <inheritdoc />
    public void Commit(CommitGroup group)
    {
        lock (_lock)
        {
            foreach (var commit in group.Shards)
            {
                var isOwner = _shards.TryGetValue(commit.Shard, out var state) && state.TryCommit(commit);
                commit.Outcome = isOwner ? CommitOutcome.Committed : CommitOutcome.Fenced;
            }

            foreach (var ack in group.Acks)
            {
                Store_NeedsLock(ack);
            }
        }
    }

    /// <summary>Nothing to release; what was committed can still be read, as from a file.</summary>
    public void Dispose()
    {
    }

    private static void Deliver(List<KeyValuePair<long, byte[]>>? blocks, BlockReader reader)
    {
        foreach (var (sequence, block) in blocks ?? [])
        {
            reader(sequence, block);
        }
    }

    private ShardHead Head_NeedsLock(ShardId shard) => _shards.TryGetValue(shard, out var state)
        ? new ShardHead(state.Epoch, state.Sequence, state.State)
        : new ShardHead(0, 0, default);

    private void Store_NeedsLock(SinkAck ack)
    {
        var isFenced = ack.Epoch > 0 && ack.Epoch != Head_NeedsLock(new ShardId(0)).Epoch;
        if (isFenced || (_sinks.TryGetValue(ack.Kind, out var stored) && ack.IsBehind(stored.Sequences)))
        {
            return;
        }

        // The engine goes on changing its arrays.
        _sinks[ack.Kind] = new SinkAck(ack.Kind, [.. ack.Sequences], ack.State.ToArray());
        for (var shard = 0; shard < ack.Sequences.Length; shard++)
        {
            _shards.GetValueOrDefault(new ShardId(shard))?.RemoveDelivered(ack.Kind, ack.Sequences[shard]);
        }
    }
}
