using ActorPipeline.Actors;
using ActorPipeline.Journal.Format;
using ActorPipeline.Records;

namespace RecordPath.Tests.Faults;

/// <summary>A program that throws when it is told to, and always after it has left its state in a mess.</summary>
internal sealed class FailingProgram(IShardProgram inner) : IShardProgram
{
    /// <summary>Whether an event with this time makes it throw.</summary>
    public Func<long, bool> FailsAt { get; init; } = _ => false;

    /// <summary>Whether it throws when it closes a page.</summary>
    public Func<bool> FailsToClose { get; init; } = () => false;

    public long StateBytes => inner.StateBytes;

    public bool JournalsMessages => inner.JournalsMessages;

    public void ApplyBatch(EventBatch messages, ShardOutput output)
    {
        inner.ApplyBatch(messages, output);
        foreach (var time in messages.TimesUs.AsSpan(0, messages.Count))
        {
            if (FailsAt(time))
            {
                throw new InvalidOperationException($"can't bear {time}");
            }
        }
    }

    public void ClosePage(int page, long watermarkUs, bool isEndOfInput, ShardOutput? output, ActorPage keys)
    {
        inner.ClosePage(page, watermarkUs, isEndOfInput, output, keys);
        if (output is not null && FailsToClose())
        {
            throw new InvalidOperationException("can't close");
        }
    }

    public void Replay(EventBatch events, int planVersion) => inner.Replay(events, planVersion);

    public IReadOnlyList<ColumnType> EventTypes(int planVersion) => inner.EventTypes(planVersion);

    public void ReplayFacts(ref ByteCursor cursor, int planVersion, Func<int, bool> isWanted) =>
        inner.ReplayFacts(ref cursor, planVersion, isWanted);

    public long AlarmUs(int page) => inner.AlarmUs(page);

    public void WakePage(int page, ShardOutput output, ActorPage keys) => inner.WakePage(page, output, keys);

    public long DueUs(int page) => inner.DueUs(page);

    public bool IsEmpty(int ordinal) => inner.IsEmpty(ordinal);

    public void AddPage(int page) => inner.AddPage(page);

    public void WritePage(int page, ActorPage keys, ByteWriter writer) => inner.WritePage(page, keys, writer);

    public void LoadPage(int page, ActorPage keys, int planVersion, ref ByteCursor cursor) =>
        inner.LoadPage(page, keys, planVersion, ref cursor);

    public void DropPage(int page) => inner.DropPage(page);
}
