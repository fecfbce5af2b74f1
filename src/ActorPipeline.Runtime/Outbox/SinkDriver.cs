using ActorPipeline.Emission;
using ActorPipeline.Journal;
using ActorPipeline.Plan;
using ActorPipeline.Records;
using ActorPipeline.Runtime.Hosting;
using ActorPipeline.Runtime.Persistence;
using ActorPipeline.Sinks;
using SinkProgress = ActorPipeline.Sinks.SinkProgress;

namespace ActorPipeline.Runtime.Outbox;

/// <summary>
/// Drives one sink from one outbox: what is committed is written in order, each block once for this opening of the
/// sink. Whenever the sink is opened, at the start and after a failure, it says how far it really is, and what the
/// journal has beyond that is delivered first.
/// </summary>
internal sealed class SinkDriver(
    OutboxKind kind,
    string journal,
    IReadOnlyList<ResultColumn> schema,
    Func<int, IReadOnlyList<ResultColumn>> schemaOf,
    Func<ISink> create,
    int shardCount) : IDisposable
{
    private readonly OutboxReader _outbox = new(kind, journal, schema, schemaOf);
    private readonly long[] _written = new long[shardCount];
    private SinkNote _note = SinkNote.None(shardCount);
    private ISink? _sink;

    /// <summary>The driver of a plan's results.</summary>
    public static SinkDriver OfResults(
        PipelinePlan plan, PipelineServices services, Func<int, IReadOnlyList<ResultColumn>> schemaOf) => new(
            OutboxKind.Results, services.JournalName, plan.ResultColumns, schemaOf,
            () => services.CreateSink(plan), plan.ShardCount);

    /// <summary>The driver of a plan's dead letters, which say from which partition they are.</summary>
    public static SinkDriver OfDeadLetters(
        PipelinePlan plan, PipelineServices services, IReadOnlyList<string> partitions) => new(
            OutboxKind.DeadLetters, services.JournalName, DeadLetterSchema.Columns, _ => DeadLetterSchema.Columns,
            () => services.CreateDeadLetterSink(plan, partitions), plan.ShardCount);

    /// <summary>Which outbox.</summary>
    public OutboxKind Kind => kind;

    /// <summary>What an operator knows the sink by.</summary>
    public string Description => _sink?.Description ?? kind.ToString();

    /// <summary>Whether something is written that is not flushed.</summary>
    public bool IsDirty { get; private set; }

    /// <summary>
    /// Whether the journal knows what the target holds as this pipeline's own; else that is to be journaled before
    /// anything is written.
    /// </summary>
    public bool IsKnown { get; private set; }

    /// <summary>Takes what the journal's shards know of the sink, before it is opened for the first time.</summary>
    public void Resume(IReadOnlyList<Persistence.SinkProgress> shards) => _note = SinkNote.Newest(shards);

    /// <summary>Looks for what opening would refuse, as far as that is seen without opening.</summary>
    public void Rehearse()
    {
        using var sink = create();
        try
        {
            sink.Rehearse(new SinkProgress(_note.Sequences, _note.State));
        }
        catch (SinkException fault) when (fault.Fault == SinkFault.Mismatch && _note.Description != sink.Description)
        {
            sink.Rehearse(new SinkProgress(_note.Sequences, default));
        }
    }

    /// <summary>
    /// Opens the sink where it got when it was last flushed; what the journal has beyond that is to be written next.
    /// </summary>
    /// <param name="committed">By shard, the last commit.</param>
    public void Open(Func<int, long> committed)
    {
        _sink?.Dispose();
        _sink = null;
        var progress = OpenSink();
        for (var shard = 0; shard < shardCount; shard++)
        {
            RefuseIfAhead(_sink!, shard, progress.Sequences[shard], committed(shard));
            _written[shard] = Math.Max(_note.Sequences[shard], progress.Sequences[shard]);
        }
    }

    /// <summary>The last commit of a shard that is written.</summary>
    public long WrittenOf(int shard) => _written[shard];

    /// <summary>Writes a block of the outbox, unless the sink has it.</summary>
    public void Redeliver(ShardId shard, CommitBlock block)
    {
        if (block.Sequence > _written[shard.Value])
        {
            Write(shard, block.Sequence, _outbox.Read(shard, block.Sequence, block.Bytes));
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
        IsDirty = true;
    }

    /// <summary>
    /// Makes everything written durable. What the journal is to be told, by those shards for which it is news; by the
    /// first where it is for none.
    /// </summary>
    public IReadOnlyList<(int Shard, Persistence.SinkProgress Progress)> Flush()
    {
        var state = _sink!.Flush();
        IsDirty = false;
        var former = _note.Sequences;
        _note = new SinkNote(_note.Number + 1, [.. _written], _sink.Description, state.ToArray());
        var bytes = _note.ToBytes();
        var news = Enumerable.Range(0, shardCount).Where(s => _written[s] > former[s]).DefaultIfEmpty(0);
        IsKnown = true;
        return [.. news.Select(s => (s, new Persistence.SinkProgress(kind, _written[s], bytes)))];
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
    private SinkProgress OpenSink()
    {
        _sink = create();
        IsKnown = !_note.State.IsEmpty;
        try
        {
            return _sink.Open(new SinkProgress(_note.Sequences, _note.State));
        }
        catch (SinkException fault) when (fault.Fault == SinkFault.Mismatch && _note.Description != _sink.Description)
        {
            _sink.Dispose();
            _sink = create();
            IsKnown = false;
            return _sink.Open(new SinkProgress(_note.Sequences, default));
        }
    }
}
