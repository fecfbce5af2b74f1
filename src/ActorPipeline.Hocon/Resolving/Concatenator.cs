using System.Text;
using ActorPipeline.Hocon.Origins;

namespace ActorPipeline.Hocon.Resolving;

/// <summary>Joins values that stand side by side, and merges objects; the sections "Value concatenation" and "Duplicate
/// keys and object merging".</summary>
internal sealed class Concatenator(Budget budget)
{
    private const int LongestShown = 60;

    public static HoconException Mixed(Position simple, Position structure, string structureName) => simple.Error(
        $"a simple value cannot be concatenated with {structureName} ({structure.ToOrigin()}); separate them by a"
            + " comma or a newline, or put the text in double quotes");

    /// <summary>One value from several, which are simple values and gaps only, or objects and lists only.</summary>
    public HoconValue Join(List<HoconValue> values, Position position)
    {
        var joined = values[0];
        if (values.TrueForAll(static value => value.ConcatenationText is not null))
        {
            return values.Count == 1 ? joined : JoinText(values, position);
        }

        for (var i = 1; i < values.Count; i++)
        {
            joined = Join(joined, values[i], position);
        }

        return joined;
    }

    /// <summary>An object over another: its fields win, and objects in both merge.</summary>
    public HoconObject Merge(HoconObject upper, HoconObject lower, Position position)
    {
        budget.Enter(position);
        budget.Allocate(upper.Count + lower.Count, position);
        var fields = new OrderedDictionary<string, HoconValue>(lower.Count + upper.Count);
        foreach (var (key, value) in lower.Fields)
        {
            fields.Add(key, value);
        }

        foreach (var (key, value) in upper.Fields)
        {
            fields[key] = value is HoconObject top
                && fields.TryGetValue(key, out var old)
                ? MergeField(top, old, position)
                : value;
        }

        budget.Leave();
        return budget.Check(new HoconObject(upper.Position, fields, lower.HidesLower));
    }

    private HoconObject MergeField(HoconObject upper, HoconValue lower, Position position) =>
        upper.HidesLower ? upper : lower is HoconObject both ? Merge(upper, both, position) : upper.Hiding();

    public HoconArray Append(HoconArray left, HoconArray right, Position position)
    {
        budget.Allocate(left.Count + right.Count, position);
        var origin = left.Count > 0 ? left.Position : right.Position;
        return budget.Check(new HoconArray(origin, [.. left.Span, .. right.Span]));
    }

    private HoconValue Join(HoconValue left, HoconValue right, Position position)
    {
        switch (left, right)
        {
            case (HoconObject lower, HoconObject upper):
                return Merge(upper, lower, position);
            case (HoconArray first, HoconArray second):
                return Append(first, second, position);
            case (HoconObject indexed, HoconArray second) when ValueReader.TryIndexedArray(indexed, out var first):
                return Append(first, second, position);
            case (HoconArray first, HoconObject indexed) when ValueReader.TryIndexedArray(indexed, out var second):
                return Append(first, second, position);
        }

        throw position.Error($"{Show(left)} and {Show(right)} cannot be concatenated; join lists with lists, objects"
            + " with objects, and simple values with simple values");
    }

    private HoconString JoinText(List<HoconValue> values, Position position)
    {
        long length = 0;
        foreach (var value in values)
        {
            length += value.ConcatenationText!.Length;
        }

        budget.Allocate(length, position);
        var text = new StringBuilder((int)length);
        foreach (var value in values)
        {
            text.Append(value.ConcatenationText);
        }

        return new HoconString(position, text.ToString());
    }

    private static string Show(HoconValue value)
    {
        var kind = value.Kind switch
        {
            HoconValueKind.Object => "the object ",
            HoconValueKind.Array => "the list ",
            HoconValueKind.String => "the string ",
            HoconValueKind.Number => "the number ",
            _ => "",
        };
        if (value.Size > LongestShown)
        {
            return $"{kind}at {value.Origin}";
        }

        return $"{kind}{value} ({value.Origin})";
    }
}
