using System.Text;
using ActorPipeline.Plan;

namespace ActorPipeline.TestKit.Simulation.Naive;

/// <summary>An aggregate, naively: of the list of a window's records.</summary>
/// <param name="Text">As the operator writes it.</param>
/// <param name="Kind">The function.</param>
/// <param name="Argument">Its argument; null for a plain count.</param>
/// <param name="Condition">Which records take part.</param>
internal sealed record ReferenceAggregate(
    string Text, AggregateKind Kind, Func<TestRecord, object?>? Argument, Func<TestRecord, bool> Condition)
{
    /// <summary>Every function over every type that it takes, with and without conditions.</summary>
    public static IReadOnlyList<ReferenceAggregate> All { get; } = [.. Make()];

    public object? Of(IReadOnlyList<Accepted> records)
    {
        var taken = records.Where(r => Condition(r.Record) && (Argument is null || Argument(r.Record) is not null));
        if (Kind == AggregateKind.Count)
        {
            return (long)taken.Count();
        }

        // First and last are by time, then partition, then place in it.
        var values = taken.OrderBy(r => r.TimeUs).ThenBy(r => r.Partition).ThenBy(r => r.Index)
            .Select(r => Argument!(r.Record)!).ToList();
        var result = values.Count == 0 ? null : Kind switch
        {
            AggregateKind.First => values[0],
            AggregateKind.Last => values[^1],
            AggregateKind.Min => values.MinBy(v => v, Comparer<object>.Create(Compare)),
            AggregateKind.Max => values.MaxBy(v => v, Comparer<object>.Create(Compare)),
            _ => Arithmetic(values),
        };
        return result is double number && !double.IsFinite(number) ? null : result;
    }

    private static IEnumerable<ReferenceAggregate> Make()
    {
        yield return new("count()", AggregateKind.Count, null, _ => true);
        yield return new("count(s)", AggregateKind.Count, r => r.S, _ => true);
        yield return new("count(b)", AggregateKind.Count, null, r => r.B == true);
        yield return new("count(i) where i > 0", AggregateKind.Count, r => r.I, r => r.I > 0);
        foreach (var (name, kind) in new[]
        {
            ("sum", AggregateKind.Sum), ("min", AggregateKind.Min), ("max", AggregateKind.Max),
            ("mean", AggregateKind.Mean), ("variance", AggregateKind.Variance), ("stddev", AggregateKind.StdDev),
            ("first", AggregateKind.First), ("last", AggregateKind.Last),
        })
        {
            var isPick = kind is AggregateKind.First or AggregateKind.Last;
            var isOrder = kind is AggregateKind.Min or AggregateKind.Max;
            foreach (var column in isPick ? "idmsbt" : isOrder ? "idmst" : "idm")
            {
                var field = column.ToString();
                yield return new($"{name}({field})", kind, r => r.Value(field), _ => true);
                yield return new($"{name}({field}) where b", kind, r => r.Value(field), r => r.B == true);
            }
        }
    }

    private object? Arithmetic(List<object> values) => ExactNumbers.Of(values) is not { } numbers ? null : Kind switch
    {
        AggregateKind.Sum => numbers.Sum(values[0]),
        AggregateKind.Mean => numbers.Mean(),
        _ when values.Count < 2 => null,
        AggregateKind.Variance => numbers.Variance(),
        _ => numbers.StdDev(),
    };

    private static int Compare(object a, object b) => a is string text
        ? Encoding.UTF8.GetBytes(text).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes((string)b))
        : Comparer<object>.Default.Compare(a, b);
}
