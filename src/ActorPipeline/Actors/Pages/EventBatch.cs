using ActorPipeline.Journal.Format;
using ActorPipeline.Records;

namespace ActorPipeline.Actors;

/// <summary>
/// Events of one shard, in the order they happened, in columns: records of one partition that actors accept. What is
/// applied live, what a block of the journal holds, and what is applied in replay. Reused.
/// </summary>
internal sealed class EventBatch
{
    /// <summary>Creates an empty batch with these columns.</summary>
    public EventBatch(IReadOnlyList<ColumnType> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        Columns = new Column[columns.Count];
        for (var i = 0; i < Columns.Length; i++)
        {
            Columns[i] = Column.Create(columns[i]);
        }
    }

    private EventBatch(EventBatch events, Column[] columns)
    {
        (Partition, Count, HasSkippedWindows, Text) =
            (events.Partition, events.Count, events.HasSkippedWindows, events.Text);
        (Ordinals, TimesUs, SkippedWindows, Columns) =
            (events.Ordinals, events.TimesUs, events.SkippedWindows, columns);
    }

    /// <summary>The source partition that all events come from.</summary>
    public PartitionId Partition { get; set; }

    /// <summary>Number of events.</summary>
    public int Count { get; private set; }

    /// <summary>By event: the actor's ordinal in its shard.</summary>
    public int[] Ordinals { get; private set; } = [];

    /// <summary>By event: event time, microseconds.</summary>
    public long[] TimesUs { get; private set; } = [];

    /// <summary>By event: how many of the oldest hopping windows it came too late for.</summary>
    public int[] SkippedWindows { get; private set; } = [];

    /// <summary>Whether any event skips windows.</summary>
    public bool HasSkippedWindows { get; set; }

    /// <summary>
    /// Live, the watermark of the partition by which a message's record was judged, microseconds. Cheap only when asked
    /// in ascending order. In replay there is none.
    /// </summary>
    public Func<int, long>? WatermarkAt { get; set; }

    /// <summary>
    /// Live, the shard's watermark where the message stands, microseconds: that of its partition there, or another
    /// one's that is behind it. In replay there is none.
    /// </summary>
    public Func<int, long>? ClockAt { get; set; }

    /// <summary>Live, the original bytes of a message's record.</summary>
    public RecordBytes? RecordOf { get; set; }

    /// <summary>Live, the position of a message's record in its partition.</summary>
    public Func<int, long>? PositionOf { get; set; }

    /// <summary>
    /// By message, the requests that the messages come from, with which the columns have nothing to do; null when they
    /// come from records.
    /// </summary>
    public ActorRequest[]? Requests { get; set; }

    /// <summary>Arguments and conditions of the aggregates.</summary>
    public Column[] Columns { get; }

    /// <summary>The bytes of text values.</summary>
    public ByteArena Text { get; } = new();

    /// <summary>The same events, sharing memory, with other columns.</summary>
    public EventBatch WithColumns(Column[] columns) => new(this, columns);

    /// <summary>The bytes of a text value.</summary>
    public ReadOnlySpan<byte> TextOf(Utf8Slice slice) => Text.Written.Slice(~slice.Start, slice.Length);

    /// <summary>Where text slices point.</summary>
    public TextSpans TextSpans => new(default, Text.Written);

    /// <summary>Empties the batch and makes room.</summary>
    public void Reset(int count)
    {
        Count = count;
        HasSkippedWindows = false;
        Requests = null;
        Text.Clear();
        foreach (var column in Columns)
        {
            column.Reset(count);
        }

        if (Ordinals.Length < count)
        {
            var size = (count + 1023) & ~1023;
            Ordinals = new int[size];
            TimesUs = new long[size];
            SkippedWindows = new int[size];
        }
    }

    /// <summary>Takes the given events, in ascending order, out.</summary>
    public void Remove(List<int> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        var (kept, next) = (0, 0);
        for (var i = 0; i < Count; i++)
        {
            if (next < events.Count && events[next] == i)
            {
                next++;
                continue;
            }

            Ordinals[kept] = Ordinals[i];
            TimesUs[kept] = TimesUs[i];
            SkippedWindows[kept] = SkippedWindows[i];
            foreach (var column in Columns)
            {
                column.Move(i, kept);
            }

            kept++;
        }

        Count = kept;
    }
}
