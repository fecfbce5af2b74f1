using ActorPipeline.Emission;
using ActorPipeline.Journal;
using ActorPipeline.Journal.Format;
using ActorPipeline.Records;
using ActorPipeline.Sinks;

namespace ActorPipeline.Hosting;

/// <summary>
/// Drives one sink from one outbox: what is committed is written in order, each block once for this opening of the
/// sink. Whenever the sink is opened, at the start and after a failure, it says how far it really is, and what the
/// journal has beyond that is delivered first.
/// </summary>
internal sealed class SinkDriver(
    OutboxKind kind, IJournal journal, ResultBatch rows, Func<ISink> create, int shardCount) : IDisposable
{
    private readonly ColumnCodec _codec = new();
    private readonly long[] _written = new long[shardCount];
    private ISink? _sink;
    private bool _isDirty;
    private bool _isKnown;

    /// <summary>What an operator knows the sink by.</summary>
    public string Description => _sink?.Description ?? kind.ToString();

    /// <summary>Whether something is written that is not flushed.</summary>
    public bool IsDirty => _isDirty;

    /// <summary>Opens the sink at what the journal says of it; <see cref="Redeliver"/> comes next.</summary>
    /// <param name="committed">By shard, the last commit.</param>
    public void Open(Func<int, long> committed)
    {
        _sink?.Dispose();
        _sink = null;
        var sink = create();
        try
        {
            var ack = journal.ReadSink(kind, shardCount);
            var progress = sink.Open(new SinkProgress(ack.Sequences, ack.State));
            for (var shard = 0; shard < shardCount; shard++)
            {
                RefuseIfAhead(sink, shard, progress.Sequences[shard], committed(shard));
                _written[shard] = Math.Max(ack.Sequences[shard], progress.Sequences[shard]);
            }

            (_sink, _isKnown) = (sink, !ack.State.IsEmpty);
        }
        catch
        {
            sink.Dispose();
            throw;
        }
    }

    /// <summary>
    /// After the first opening of all: from here on the journal knows that what the target holds is this pipeline's
    /// own. At the start of a run only, while nobody else commits.
    /// </summary>
    public void JournalFirstState()
    {
        if (!_isKnown)
        {
            var opened = new CommitGroup();
            opened.Acks.Add(Flush());
            journal.Commit(opened);
        }
    }

    /// <summary>Delivers what the journal has beyond the sink's progress.</summary>
    public void Redeliver()
    {
        for (var number = 0; number < shardCount; number++)
        {
            var shard = new ShardId(number);
            var blocks = new List<(long Sequence, byte[] Block)>();
            journal.ReadOutbox(kind, shard, _written[number], (sequence, block) => blocks.Add((sequence, block.ToArray())));
            foreach (var (sequence, block) in blocks)
            {
                Decode(shard, sequence, block);
                Write(shard, sequence, rows);
            }
        }
    }

    /// <summary>Writes the rows of a commit, unless the sink has them.</summary>
    public void Write(ShardId shard, long sequence, ResultBatch batch)
    {
        if (batch.RowCount == 0 || sequence <= _written[shard.Value])
        {
            return;
        }

        _sink!.Write(shard, sequence, batch);
        _written[shard.Value] = sequence;
        _isDirty = true;
    }

    /// <summary>Makes everything written durable; returns the progress for the journal.</summary>
    public SinkAck Flush()
    {
        var state = _sink!.Flush();
        _isDirty = false;
        return new SinkAck(kind, [.. _written], state.ToArray());
    }

    public void Dispose() => _sink?.Dispose();

    private static void RefuseIfAhead(ISink sink, int shard, long delivered, long committed)
    {
        if (delivered > committed)
        {
            throw new SinkException(
                $"{sink.Description} has results up to commit {delivered} of shard {shard}, but the journal ends at "
                + $"{committed}: the journal is older than the output, perhaps a restored backup. Restore the output of "
                + "the same time, or start over with --fresh", isTransient: false);
        }
    }

    private void Decode(ShardId shard, long sequence, byte[] block)
    {
        try
        {
            var blobKind = kind == OutboxKind.Results ? BlobKind.Results : BlobKind.DeadLetters;
            OutboxBlock.Read(Envelope.Open(block, blobKind, shard, sequence, out _), rows, _codec);
        }
        catch (FormatDamageException damage)
        {
            throw new JournalException(
                $"{journal.Description}: the outbox block {sequence} of shard {shard} is damaged: {damage.Message}; "
                + "restore the data directory from a backup, or start over with --fresh", JournalFault.Corrupt, damage);
        }
    }
}
