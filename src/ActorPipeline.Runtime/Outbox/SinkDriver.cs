using System.Text;
using ActorPipeline.Emission;
using ActorPipeline.Journal;
using ActorPipeline.Plan;
using ActorPipeline.Records;
using ActorPipeline.Runtime.Hosting;
using ActorPipeline.Sinks;

namespace ActorPipeline.Runtime.Outbox;

/// <summary>
/// Drives one sink from one outbox: what is committed is written in order, each block once for this opening of the
/// sink. Whenever the sink is opened, at the start and after a failure, it says how far it really is, and what the
/// journal has beyond that is delivered first.
/// </summary>
internal sealed class SinkDriver(
    OutboxKind kind,
    IJournal journal,
    IReadOnlyList<ResultColumn> schema,
    Func<int, IReadOnlyList<ResultColumn>> schemaOf,
    Func<ISink> create,
    int shardCount) : IDisposable
{
    private readonly OutboxReader _outbox = new(kind, journal, schema, schemaOf);
    private readonly long[] _written = new long[shardCount];
    private ISink? _sink;
    private bool _isDirty;
    private bool _isKnown;

    /// <summary>The driver of a plan's results.</summary>
    public static SinkDriver OfResults(
        PipelinePlan plan, PipelineServices services, Func<int, IReadOnlyList<ResultColumn>> schemaOf) => new(
            OutboxKind.Results, services.Journal, plan.ResultColumns, schemaOf,
            () => services.CreateSink(plan), plan.ShardCount);

    /// <summary>The driver of a plan's dead letters, which say from which partition they are.</summary>
    public static SinkDriver OfDeadLetters(
        PipelinePlan plan, PipelineServices services, IReadOnlyList<string> partitions) => new(
            OutboxKind.DeadLetters, services.Journal, DeadLetterSchema.Columns, _ => DeadLetterSchema.Columns,
            () => services.CreateDeadLetterSink(plan, partitions), plan.ShardCount);

    /// <summary>The epoch under which this process has the pipeline; see <see cref="SinkAck.Epoch"/>.</summary>
    public long Epoch { get; set; }

    /// <summary>What an operator knows the sink by.</summary>
    public string Description => _sink?.Description ?? kind.ToString();

    /// <summary>Whether something is written that is not flushed.</summary>
    public bool IsDirty => _isDirty;

    /// <summary>Looks for what opening would refuse, as far as that is seen without opening.</summary>
    public void Rehearse()
    {
        var ack = journal.ReadSink(kind, shardCount);
        var (description, state) = Unwrap(ack.State);
        using var sink = create();
        try
        {
            sink.Rehearse(new SinkProgress(ack.Sequences, state));
        }
        catch (SinkException fault) when (fault.Fault == SinkFault.Mismatch && description != sink.Description)
        {
            sink.Rehearse(new SinkProgress(ack.Sequences, default));
        }
    }

    /// <summary>Opens the sink at what the journal says of it; <see cref="Redeliver"/> comes next.</summary>
    /// <param name="committed">By shard, the last commit.</param>
    public void Open(Func<int, long> committed)
    {
        _sink?.Dispose();
        _sink = null;
        var ack = journal.ReadSink(kind, shardCount);
        var (progress, isKnown) = OpenSink(ack);
        for (var shard = 0; shard < shardCount; shard++)
        {
            RefuseIfAhead(_sink!, shard, progress.Sequences[shard], committed(shard));
            _written[shard] = Math.Max(ack.Sequences[shard], progress.Sequences[shard]);
        }

        _isKnown = isKnown;
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
        for (var shard = 0; shard < shardCount; shard++)
        {
            _outbox.Read(new ShardId(shard), _written[shard], Write);
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
        return new SinkAck(kind, [.. _written], Wrap(_sink.Description, state.Span)) { Epoch = Epoch };
    }

    public void Dispose() => _sink?.Dispose();

    private static void RefuseIfAhead(ISink sink, int shard, long delivered, long committed)
    {
        if (delivered > committed)
        {
            throw new SinkException(
                $"{sink.Description} has results up to commit {delivered} of shard {shard}, but the journal ends at "
                + $"{committed}: the journal is older than the output, perhaps a restored backup. Restore the output "
                + "of the same time, or start over with --fresh", isTransient: false);
        }
    }

    /// <summary>
    /// Opens the target at its journaled state. The state is journaled with the description of the sink that it is of:
    /// where the plan now names another one, which the state does not fit, that one starts empty. (A description may
    /// also change because everything was moved to another folder; then the state fits.)
    /// </summary>
    private (SinkProgress Progress, bool IsKnown) OpenSink(SinkAck ack)
    {
        _sink = create();
        var (description, state) = Unwrap(ack.State);
        try
        {
            return (_sink.Open(new SinkProgress(ack.Sequences, state)), !state.IsEmpty);
        }
        catch (SinkException fault) when (fault.Fault == SinkFault.Mismatch && description != _sink.Description)
        {
            _sink.Dispose();
            _sink = create();
            return (_sink.Open(new SinkProgress(ack.Sequences, default)), false);
        }
    }

    private static byte[] Wrap(string description, ReadOnlySpan<byte> state)
    {
        var name = Encoding.UTF8.GetBytes(description);
        return [.. BitConverter.GetBytes(name.Length), .. name, .. state];
    }

    private static (string Description, ReadOnlyMemory<byte> State) Unwrap(ReadOnlyMemory<byte> wrapped)
    {
        if (wrapped.IsEmpty)
        {
            return ("", default);
        }

        var start = sizeof(int) + BitConverter.ToInt32(wrapped.Span);
        if (start < sizeof(int) || start > wrapped.Length)
        {
            throw new JournalException(
                "The journal's note about a sink is damaged. Restore the data directory from a backup, or start over "
                + "with --fresh.", JournalFault.Corrupt);
        }

        return (Encoding.UTF8.GetString(wrapped.Span[sizeof(int)..start]), wrapped[start..]);
    }
}
