namespace ActorPipeline.Tests.Windows;

/// <summary>
/// Hopping windows as they are defined: each a list of the records that are in it, each record in size / hop of them
/// less those that it is too late for.
/// </summary>
internal sealed class NaiveHopping(long size, long hop, long lateness)
{
    private readonly SortedDictionary<(int Actor, long Start), List<Entry>> _open = [];
    private int _count;

    /// <summary>How many of its oldest windows a record is too late for; null for all of them.</summary>
    public int? SkippedOf(long timeUs, long watermarkUs)
    {
        var starts = StartsOf(timeUs);
        var skipped = starts.Count(start => start + size <= watermarkUs - lateness);
        return skipped == starts.Count ? null : skipped;
    }

    public void Add(int actor, int partition, long timeUs, int skipped, long value)
    {
        foreach (var start in StartsOf(timeUs).Skip(skipped))
        {
            if (!_open.TryGetValue((actor, start), out var window))
            {
                _open.Add((actor, start), window = []);
            }

            window.Add(new Entry(timeUs, partition, _count, value));
        }

        _count++;
    }

    /// <summary>Takes out the windows that a watermark closes, each actor's oldest first.</summary>
    public List<object?[]> Close(long watermarkUs)
    {
        var due = _open.Where(w => w.Key.Start + size + lateness <= watermarkUs).ToList();
        foreach (var window in due)
        {
            _open.Remove(window.Key);
        }

        return due.ConvertAll(w => Row(w.Key.Start, w.Value));
    }

    public List<object?[]> Show(int actor) =>
        [.. _open.Where(w => w.Key.Actor == actor).Select(w => Row(w.Key.Start, w.Value))];

    /// <summary>When the next window closes.</summary>
    public long DueUs => _open.Count == 0 ? long.MaxValue : _open.Keys.Min(k => k.Start) + size + lateness;

    private List<long> StartsOf(long timeUs)
    {
        var newest = (long)Math.Floor((double)timeUs / hop) * hop;
        return [.. Enumerable.Range(0, (int)(size / hop)).Select(i => newest - size + hop + (i * hop))];
    }

    private object?[] Row(long start, List<Entry> entries)
    {
        var values = entries.Where(e => e.Value >= 0).ToList();
        var inOrder = values.OrderBy(e => e.TimeUs).ThenBy(e => e.Partition).ThenBy(e => e.Number).ToList();
        var texts = values.ConvertAll(e => Text(e.Value));
        texts.Sort(StringComparer.Ordinal);
        return
        [
            start, start + size, (long)entries.Count,
            .. values.Count == 0 ? new object?[8] :
            [
                values.Sum(e => e.Value), values.Min(e => e.Value), values.Max(e => e.Value),
                values.Average(e => (double)e.Value), inOrder[0].Value, Text(inOrder[^1].Value), texts[0], texts[^1],
            ],
        ];
    }

    /// <summary>The text that goes with a value; there is none where it is negative.</summary>
    public static string Text(long value) => $"text {value}";

    /// <summary>The aggregates that the rows have.</summary>
    public static string[] Aggregates { get; } =
        ["count()", "sum(i)", "min(i)", "max(i)", "mean(i)", "first(i)", "last(s)", "min(s)", "max(s)"];

    /// <summary>The event columns of a record.</summary>
    public static object?[] Values(long value) => value < 0 ? [null, null] : [value, Text(value)];

    private readonly record struct Entry(long TimeUs, int Partition, int Number, long Value);
}
