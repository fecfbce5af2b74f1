using ActorPipeline.Plan;
using ActorPipeline.Records;
using ActorPipeline.TestKit.InMemory;

namespace ActorPipeline.TestKit.Simulation.Naive;

/// <summary>
/// The pipeline as a naive program: each partition's records in order, judged by that partition's watermark alone;
/// then groups, windows and aggregates over plain lists. Shares no code with the engine.
/// </summary>
internal sealed class Reference
{
    private readonly PipelinePlan _plan;
    private readonly string[] _key;
    private readonly IReadOnlyList<ReferenceAggregate> _aggregates;
    private readonly Func<TestRecord, bool> _where;

    public Reference(
        PipelinePlan plan, string[] key, IReadOnlyList<ReferenceAggregate> aggregates, Func<TestRecord, bool>? where)
    {
        (_plan, _key, _aggregates, _where) = (plan, key, aggregates, where ?? (_ => true));
    }

    public List<Accepted> Applied { get; } = [];

    public HashSet<(int Partition, int Index, DeadReason Reason)> Dead { get; } = [];

    public int Filtered { get; private set; }

    public int In { get; private set; }

    /// <summary>Takes a whole partition.</summary>
    public void Read(int partition, IReadOnlyList<TestRecord> records)
    {
        var watermark = long.MinValue / 2;
        for (var i = 0; i < records.Count; i++)
        {
            In++;
            var record = records[i];
            if (record.Broken is { } broken)
            {
                Dead.Add((partition, i, broken));
                continue;
            }

            watermark = Judge(partition, i, record, watermark);
        }
    }

    public List<object?[]> Results()
    {
        var rows = new List<object?[]>();
        string KeyText(TestRecord record) => string.Join('|', _key.Select(k => SinkRow.TextOf(KeyOf(record, k))));
        foreach (var actor in Applied.GroupBy(a => KeyText(a.Record)))
        {
            var key = _key.Select(k => KeyOf(actor.First().Record, k)).ToArray();
            foreach (var (window, records) in Windows(actor.ToList()))
            {
                rows.Add([.. key, .. window.Cast<object?>(), .. _aggregates.Select(a => a.Of(records))]);
            }
        }

        return rows;
    }

    private static object? KeyOf(TestRecord record, string column) => record.Value(column) switch
    {
        decimal number => number == 0 ? 0m : number / 1.0000000000000000000000000000m,
        double number => number == 0 ? 0.0 : number,
        var value => value,
    };

    private long Judge(int partition, int index, TestRecord record, long watermark)
    {
        if (!_where(record))
        {
            Filtered++;
            return record.T is { } time && _plan.EventTime is not null
                ? Math.Max(watermark, time - _plan.EventTime.OutOfOrderUs)
                : watermark;
        }

        if (_plan.EventTime is not { } spec)
        {
            Applied.Add(new Accepted(record, 0, partition, index, long.MinValue));
            return watermark;
        }

        if (record.T is not { } own)
        {
            Dead.Add((partition, index, DeadReason.BadTime));
            return watermark;
        }

        var limit = watermark - spec.AllowedLatenessUs;
        var isLate = _plan.Window switch
        {
            WindowSpec.Session => own < limit,
            WindowSpec.Global => false,
            _ => !Starts(own).Any(s => s + Size > limit),
        };
        if (isLate)
        {
            Dead.Add((partition, index, DeadReason.Late));
        }
        else
        {
            Applied.Add(new Accepted(record, own, partition, index, limit));
        }

        return Math.Max(watermark, own - spec.OutOfOrderUs);
    }

    private long Size => _plan.Window switch
    {
        WindowSpec.Tumbling t => t.SizeUs, WindowSpec.Hopping h => h.SizeUs, WindowSpec.Session s => s.GapUs, _ => 0,
    };

    private IEnumerable<long> Starts(long time)
    {
        var hop = _plan.Window is WindowSpec.Hopping hopping ? hopping.HopUs : Size;
        var newest = (long)Math.Floor((double)time / hop) * hop;
        for (var start = newest; start > time - Size; start -= hop)
        {
            yield return start;
        }
    }

    private IEnumerable<(long[] Window, List<Accepted> Records)> Windows(List<Accepted> records)
    {
        switch (_plan.Window)
        {
            case WindowSpec.Global:
                return [([], records)];
            case WindowSpec.Session:
                return Sessions(records);
            default:
                return records.SelectMany(r => Starts(r.TimeUs).Where(s => s + Size > r.LimitUs).Select(s => (s, r)))
                    .GroupBy(p => p.s, p => p.r).Select(g => (new[] { g.Key, g.Key + Size }, g.ToList()));
        }
    }

    private IEnumerable<(long[] Window, List<Accepted> Records)> Sessions(List<Accepted> records)
    {
        var session = new List<Accepted>();
        foreach (var record in records.OrderBy(r => r.TimeUs))
        {
            if (session.Count > 0 && record.TimeUs - session[^1].TimeUs > Size)
            {
                yield return ([session[0].TimeUs, session[^1].TimeUs + Size], session);
                session = [];
            }

            session.Add(record);
        }

        yield return ([session[0].TimeUs, session[^1].TimeUs + Size], session);
    }
}
