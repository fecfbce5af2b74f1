using ActorPipeline.Notation;

namespace ActorPipeline.Plan;

/// <summary>Finds what changed between the plan of the journaled state and a new one, and what it does.</summary>
internal sealed class PlanComparison(PlanIdentity was, PlanIdentity now)
{
    private readonly List<PlanChange> _changes = [];

    public IReadOnlyList<PlanChange> Run()
    {
        CompareWhatStateDependsOn();
        CompareLateness();
        CompareAggregates();
        CompareWhatMayChange();
        return _changes;
    }

    private void CompareWhatStateDependsOn()
    {
        Refuse("pipeline", was.Pipeline, now.Pipeline, "the data directory holds another pipeline's state");
        Refuse("source", was.Source, now.Source, "the journaled positions would mean other records");
        Refuse("key", Text(was.Key), Text(now.Key), "the journaled actors are those of the old key");
        Refuse("event-time", was.EventTime, now.EventTime, "open windows and watermarks are in the old event time");
        Refuse("window", was.Window, now.Window, "open windows have the old bounds");
        Refuse("shards", Text(was.Shards), Text(now.Shards), "keys would belong to other shards than their state");
    }

    private void CompareLateness()
    {
        Allow("event-time.out-of-order", Us(was.OutOfOrderUs), Us(now.OutOfOrderUs), "from now on");
        var (old, lateness) = (Us(was.AllowedLatenessUs), Us(now.AllowedLatenessUs));
        if (now.AllowedLatenessUs != was.AllowedLatenessUs)
        {
            const string Why = "it decides which windows the events so far have closed";
            Refuse("event-time.allowed-lateness", old, lateness, Why);
        }
    }

    private void CompareAggregates()
    {
        foreach (var aggregate in now.Aggregates)
        {
            var old = was.Aggregates.FirstOrDefault(a => a.Name == aggregate.Name);
            var renamed = was.Aggregates.FirstOrDefault(a => a.Definition == aggregate.Definition);
            var effect = renamed is null
                ? "from now on: in a window that is open, it counts the records that come after this change"
                : $"keeps the state of '{renamed.Name}'; the result column has a new name";
            Allow($"aggregate.{aggregate.Name}", old?.Definition ?? "", aggregate.Definition, effect);
        }

        foreach (var aggregate in was.Aggregates)
        {
            if (!now.Aggregates.Any(a => a.Name == aggregate.Name))
            {
                var isKept = now.Aggregates.Any(a => a.Definition == aggregate.Definition);
                Allow(
                    $"aggregate.{aggregate.Name}",
                    aggregate.Definition,
                    "",
                    isKept ? "its result column is gone" : "its state is dropped");
            }
        }
    }

    private void CompareWhatMayChange()
    {
        Allow("decode", was.Decoder, now.Decoder, "from now on");
        Allow("where", was.Where, now.Where, "from now on");
        CompareSink();
        Allow("dead-letters", was.DeadLetters, now.DeadLetters, "from now on");
    }

    private void CompareSink()
    {
        var (format, target) = Split(was.Sink);
        var (newFormat, newTarget) = Split(now.Sink);
        if (target == newTarget && format != newFormat)
        {
            Refuse("sink", was.Sink, now.Sink, "the file has rows of the old format; name another file");
            return;
        }

        var (columns, newColumns) = (Names(was.Aggregates), Names(now.Aggregates));
        if (was.Sink == now.Sink && format == nameof(FileSinkFormat.Csv) && columns != newColumns)
        {
            Refuse("sink", columns, newColumns, "the file's header has the old columns; name another file");
            return;
        }

        if (was.Sink == now.Sink && format == "SQLite" && columns != newColumns)
        {
            Allow("sink", columns, newColumns, "new columns are added to the table; those that are gone stay, and are "
                + "null in new rows");
        }

        Allow("sink", was.Sink, now.Sink, "results from now on go to the new one; the old one is left as it is");
    }

    private static (string Format, string Target) Split(string sink) =>
        sink.IndexOf(' ', StringComparison.Ordinal) is >= 0 and var at ? (sink[..at], sink[at..]) : (sink, "");

    private static string Names(IReadOnlyList<NamedDefinition> parts) => string.Join(", ", parts.Select(p => p.Name));

    private void Refuse(string subject, string before, string after, string reason) =>
        Add(new PlanChange(subject, before, after, false, reason));

    private void Allow(string subject, string before, string after, string effect) =>
        Add(new PlanChange(subject, before, after, true, effect));

    private void Add(PlanChange change)
    {
        if (change.Was != change.Is)
        {
            _changes.Add(change);
        }
    }

    private static string Text(IReadOnlyList<NamedDefinition> key) => key.Count == 0
        ? "none"
        : string.Join(", ", key.Select(k => $"{k.Name} ({k.Definition})"));

    private static string Text(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string Us(long microseconds) => DurationText.Of(microseconds);
}
