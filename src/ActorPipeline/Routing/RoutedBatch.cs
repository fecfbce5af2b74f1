using ActorPipeline.Expressions;
using ActorPipeline.Plan;
using ActorPipeline.Records;

namespace ActorPipeline.Routing;

/// <summary>
/// A record batch with what the router adds: keys, lateness, and the order of live rows by shard. Pooled; it has
/// evaluators of its own because their columns must live until the last shard has read them. Filled by one ingest
/// loop, then read by all shard loops at once, then returned.
/// </summary>
public sealed class RoutedBatch
{
    private readonly ExpressionEvaluator[] _lets;
    private readonly ExpressionEvaluator? _where;
    private readonly ExpressionEvaluator[] _events;
    private readonly int _decodedColumns;
    private int _readers;

    /// <summary>Creates a batch for a plan.</summary>
    public RoutedBatch(PipelinePlan plan, EventLayout layout)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(layout);
        Records = new RecordBatch(plan.BatchColumns);
        _decodedColumns = plan.Decoder.Columns.Count;
        _lets = [.. plan.Lets.Select(l => l.Expression.CreateEvaluator())];
        _where = plan.Where?.CreateEvaluator();
        _events = [.. layout.Columns.Select(c => c.CreateEvaluator())];
        EventColumns = new Column[_events.Length];
        Scattered = new ScatteredRows(plan.ShardCount, layout.Types);
        OutOfOrderUs = plan.EventTime?.OutOfOrderUs ?? 0;
    }

    /// <summary>The records.</summary>
    public RecordBatch Records { get; }

    /// <summary>The reader's run: batches of an older one are not applied.</summary>
    public long IngestEpoch { get; set; }

    /// <summary>By row: hash of the key, for live rows.</summary>
    internal ulong[] Hashes { get; private set; } = [];

    /// <summary>By row: the key's bytes, for live rows.</summary>
    internal Utf8Slice[] Keys { get; private set; } = [];

    /// <summary>By row: event time in microseconds, for live rows.</summary>
    internal long[] TimesUs { get; set; } = [];

    /// <summary>By row: how many of the oldest windows it is too late for; only for hopping windows.</summary>
    internal int[] SkippedWindows { get; private set; } = [];

    /// <summary>The events' columns, by row.</summary>
    internal Column[] EventColumns { get; }

    /// <summary>The live rows, brought together by shard.</summary>
    public ScatteredRows Scattered { get; }

    /// <summary>Watermark of the partition before this batch, microseconds.</summary>
    public long WatermarkBeforeUs { get; set; }

    /// <summary>Watermark of the partition after this batch, microseconds.</summary>
    public long WatermarkUs { get; set; }

    /// <summary>How far records may be out of order, microseconds.</summary>
    internal long OutOfOrderUs { get; }

    /// <summary>Makes room for all rows.</summary>
    internal void Reserve()
    {
        var rows = Records.RowCount;
        if (Hashes.Length >= rows)
        {
            return;
        }

        var size = (rows + 4095) & ~4095;
        Hashes = new ulong[size];
        Keys = new Utf8Slice[size];
        SkippedWindows = new int[size];
    }

    /// <summary>Computes the <c>let</c> columns, then drops the rows that <c>where</c> does not want.</summary>
    internal void ComputeAndFilter()
    {
        for (var i = 0; i < _lets.Length; i++)
        {
            Records.Columns[_decodedColumns + i] = _lets[i].Evaluate(Records);
        }

        if (_where is null)
        {
            return;
        }

        var wanted = _where.Evaluate(Records);
        var values = wanted.Values<bool>();
        for (var row = 0; row < Records.RowCount; row++)
        {
            if (Records.Status[row] == RowStatus.Live && (!values[row] || wanted.IsNullAt(row)))
            {
                Records.Filter(row);
            }
        }
    }

    /// <summary>Computes the events' columns.</summary>
    internal void ComputeEventColumns()
    {
        for (var i = 0; i < _events.Length; i++)
        {
            EventColumns[i] = _events[i].Evaluate(Records);
        }
    }

    /// <summary>
    /// Says how many loops more will read the batch; before the first of them can. A batch that is appended again has
    /// the readers of both times.
    /// </summary>
    public void AddReaders(int count) => Interlocked.Add(ref _readers, count);

    /// <summary>A loop is done with the batch; true for the last one, which returns it to its pool.</summary>
    public bool Release() => Interlocked.Decrement(ref _readers) == 0;
}
