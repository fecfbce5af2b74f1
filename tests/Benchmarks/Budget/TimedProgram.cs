using ActorPipeline.Actors;
using ActorPipeline.Journal.Format;
using ActorPipeline.Records;
using ActorPipeline.Sharding;

namespace Benchmarks.Budget;

/// <summary>
/// A shard program that measures its fold, and encodes the events a second time: the shard's own encoding can't be
/// told from its look-up otherwise.
/// </summary>
internal sealed class TimedProgram(IShardProgram program, StopMeter meter) : IShardProgram
{
    private readonly EventFrames _frames = new();
    private readonly ByteWriter _twin = new();

    /// <inheritdoc />
    public long StateBytes => program.StateBytes;

    /// <inheritdoc />
    public bool JournalsMessages => program.JournalsMessages;

    /// <inheritdoc />
    public void ApplyBatch(EventBatch messages, ShardOutput output)
    {
        var from = meter.Enter(Stop.Fold);
        program.ApplyBatch(messages, output);
        meter.Enter(Stop.Encode);
        _twin.Truncate(0);
        _frames.WriteRecords(_twin, messages);
        meter.Leave(from);
    }

    /// <inheritdoc />
    public void Replay(EventBatch events, int planVersion) => program.Replay(events, planVersion);

    /// <inheritdoc />
    public IReadOnlyList<ColumnType> EventTypes(int planVersion) => program.EventTypes(planVersion);

    /// <inheritdoc />
    public void ClosePage(int page, long watermarkUs, bool isEndOfInput, ShardOutput? output, ActorPage keys) =>
        program.ClosePage(page, watermarkUs, isEndOfInput, output, keys);

    /// <inheritdoc />
    public void ReplayFacts(ref ByteCursor cursor, int planVersion, Func<int, bool> isWanted) =>
        program.ReplayFacts(ref cursor, planVersion, isWanted);

    /// <inheritdoc />
    public void WakePage(int page, ShardOutput output, ActorPage keys) => program.WakePage(page, output, keys);

    /// <inheritdoc />
    public long AlarmUs(int page) => program.AlarmUs(page);

    /// <inheritdoc />
    public long DueUs(int page) => program.DueUs(page);

    /// <inheritdoc />
    public bool IsEmpty(int ordinal) => program.IsEmpty(ordinal);

    /// <inheritdoc />
    public void AddPage(int page) => program.AddPage(page);

    /// <inheritdoc />
    public void WritePage(int page, ActorPage keys, ByteWriter writer) => program.WritePage(page, keys, writer);

    /// <inheritdoc />
    public void LoadPage(int page, ActorPage keys, int planVersion, ref ByteCursor cursor) =>
        program.LoadPage(page, keys, planVersion, ref cursor);

    /// <inheritdoc />
    public void DropPage(int page) => program.DropPage(page);
}
