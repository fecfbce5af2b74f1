using ActorPipeline.Journal;
using ActorPipeline.Plan;
using ActorPipeline.Records;
using Akka.Actor;
using static ActorPipeline.Runtime.Persistence.JournalProtocol;

namespace ActorPipeline.Runtime.Persistence.Copying;

/// <summary>
/// Copies the state of a pipeline from one journal to another, shard by shard, block by block. Each shard is read back
/// and compared when it is copied. What is copied goes on at the same sequence; its epoch begins anew. The source is
/// only read; the caller sees to it that nobody else writes to it meanwhile. A copy that was not finished is marked,
/// and goes on where it was: with the shards that are not copied.
/// </summary>
/// <param name="from">The state; nothing is written to it.</param>
/// <param name="to">What is copied to, to be read.</param>
/// <param name="writer">The actor of what is copied to; it takes <see cref="JournalProtocol"/>.</param>
internal sealed class JournalCopy(IJournal from, IJournal to, IActorRef writer)
{
    private readonly JournalCaller _writer = new(writer, to.Description, "copy again: it goes on where it was");
    private CopyProgress _progress;

    /// <summary>Told now and then how far it got, and of each shard.</summary>
    public Action<CopyProgress>? OnProgress { get; init; }

    /// <summary>Copies all of it; ends when all of it is read back and compared.</summary>
    /// <param name="cancellation">Ends it between two commits; it can be gone on with.</param>
    /// <exception cref="JournalException">
    /// There is no state; there is another one where it is copied to; or one of the journals can't be read or written.
    /// </exception>
    public CopyProgress Run(CancellationToken cancellation)
    {
        JournalMark.Refuse(from);
        var identity = from.ReadValue(PlanIdentity.JournalValue) is { } plan
            ? PlanIdentity.Parse(plan)
            : throw new JournalException(
                $"{from.Description} has no state to copy: its pipeline has not run.", JournalFault.Incompatible);
        Begin(identity.Shards);
        var sinks = new CopiedSinks(from, identity.Shards);
        var before = new CopiedSinks(to, identity.Shards);
        for (var i = 0; i < identity.Shards; i++)
        {
            var shard = new ShardId(i);
            var state = new ShardState(from, shard);
            if (state.Head.Sequence > 0 && IsThere(state, shard) && sinks.IsSame(i, before))
            {
                _progress = _progress with { Found = _progress.Found + 1 };
            }
            else if (state.Head.Sequence > 0)
            {
                Copy(new ShardCopy(state, shard, sinks.Of(i)), shard, cancellation);
                Compare(state, shard);
            }

            _progress = _progress with { Shards = i + 1 };
            OnProgress?.Invoke(_progress);
        }

        Compare(sinks, identity.Shards);
        foreach (var name in PipelineValues.Names)
        {
            CopyValue(name);
        }

        _writer.Ask<ValueWritten>(new WriteValue(JournalMark.JournalValue, JournalMark.Ended(from)));
        return _progress;
    }

    /// <summary>Refuses a journal that has anything in it but an unfinished copy of the same.</summary>
    private void Begin(int shardCount)
    {
        if (JournalMark.UnfinishedFrom(to) is { } source)
        {
            if (source != from.Description)
            {
                throw new JournalException(
                    $"{to.Description} holds a part of the state of {source}, not of {from.Description}. Copy from "
                    + "there, or to an empty journal.", JournalFault.Incompatible);
            }

            return;
        }

        if (PipelineValues.Names.Any(name => to.ReadValue(name) is not null)
            || Enumerable.Range(0, shardCount).Any(i => to.ReadHead(new ShardId(i)).Sequence > 0))
        {
            throw new JournalException(
                $"{to.Description} has a state of this pipeline already. Copy to an empty journal.",
                JournalFault.Incompatible);
        }

        _writer.Ask<ValueWritten>(new WriteValue(JournalMark.JournalValue, JournalMark.Begun(from)));
    }

    /// <summary>Whether a former try has copied a shard, and it is what it is now.</summary>
    private bool IsThere(ShardState state, ShardId shard) =>
        // What is not finished has no head that could be taken for one.
        to.ReadHead(shard) is var head && head.Sequence == state.Head.Sequence
            && head.State.Span.SequenceEqual(state.Head.State.Span)
            && ShardComparison.Difference(state, new ShardState(to, shard)) is null;

    private void Copy(ShardCopy copy, ShardId shard, CancellationToken cancellation)
    {
        var epoch = _writer.Ask<Claimed>(new Import(shard, copy.After)).Epoch;
        foreach (var commit in copy.Commits(epoch))
        {
            cancellation.ThrowIfCancellationRequested();
            _writer.Ask<Committed>(commit);
            Count(commit);
        }
    }

    private void Count(Commit commit)
    {
        ReadOnlySpan<ReadOnlyMemory<byte>> blocks = [commit.Events, commit.Results, commit.DeadLetters];
        var (count, bytes) = (0, (long)commit.Head.Length);
        foreach (var block in blocks)
        {
            count += block.IsEmpty ? 0 : 1;
            bytes += block.Length;
        }

        _progress = _progress with
        {
            Commits = _progress.Commits + 1,
            Blocks = _progress.Blocks + count,
            Pages = _progress.Pages + commit.Pages.Length,
            Bytes = _progress.Bytes + bytes + commit.Pages.Sum(p => (long)p.State.Length + p.Index.Length),
        };
        OnProgress?.Invoke(_progress);
    }

    private void Compare(ShardState state, ShardId shard)
    {
        if (ShardComparison.Difference(state, new ShardState(to, shard)) is { } difference)
        {
            throw Different($"of shard {shard}, {difference}");
        }
    }

    private void Compare(CopiedSinks sinks, int shardCount)
    {
        var copied = new CopiedSinks(to, shardCount);
        for (var i = 0; i < shardCount; i++)
        {
            if (to.ReadHead(new ShardId(i)).Sequence > 0 && !sinks.IsSame(i, copied))
            {
                throw Different($"of shard {i}, the progress of the sinks");
            }
        }
    }

    private void CopyValue(string name)
    {
        if (from.ReadValue(name) is not { } value)
        {
            return;
        }

        _writer.Ask<ValueWritten>(new WriteValue(name, value));
        if (!value.AsSpan().SequenceEqual(to.ReadValue(name)))
        {
            throw Different($"the value '{name}'");
        }
    }

    private JournalException Different(string what) => new(
        $"{to.Description}: {what} is not what was written. Check the database, and copy again.", JournalFault.Corrupt);
}
