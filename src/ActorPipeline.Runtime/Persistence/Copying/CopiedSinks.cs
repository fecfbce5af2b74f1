using System.Collections.Immutable;
using ActorPipeline.Journal;

namespace ActorPipeline.Runtime.Persistence.Copying;

/// <summary>How far the sinks of a pipeline got, as a journal has it when it is asked.</summary>
internal sealed class CopiedSinks(IJournal journal, int shardCount)
{
    private readonly SinkStates[] _sinks =
        [.. Enum.GetValues<OutboxKind>().Select(kind => SinkStates.Read(journal.ReadSink(kind, shardCount)))];

    /// <summary>The progress of a shard's outboxes, in order of their kind.</summary>
    public ImmutableArray<SinkProgress> Of(int shard) =>
        [.. Enum.GetValues<OutboxKind>().Select(kind => _sinks[(int)kind].Of(kind, shard))];

    /// <summary>Whether a shard's progress is the same in another journal.</summary>
    public bool IsSame(int shard, CopiedSinks other) => Of(shard).Zip(other.Of(shard), IsSame).All(same => same);

    private static bool IsSame(SinkProgress one, SinkProgress other) =>
        one.Through == other.Through && one.State.Span.SequenceEqual(other.State.Span);
}
