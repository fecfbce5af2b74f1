using System.Text;
using ActorPipeline.Expressions.Checking;
using ActorPipeline.Notation;
using ActorPipeline.Records;

namespace ActorPipeline.Expressions.Functions;

/// <summary>Functions of time, all in UTC.</summary>
internal static class Time
{
    private const string Example = "'15m'; units are us, ms, s, m, h and d";

    /// <summary>A literal span of time in microseconds, to add to a time.</summary>
    public static TypedNode Duration(CallSite call)
    {
        call.ExpectCount(1, 1, "duration('15m')");
        return new ConstantNode(ColumnType.Int64, Span(call, 0));
    }

    public static TypedNode Truncate(CallSite call)
    {
        call.ExpectCount(2, 2, "truncate(time, '15m')");
        var span = Span(call, 1);
        if (span == 0)
        {
            throw call.ErrorAt(1, $"truncate needs a duration above 0, such as {Example}");
        }

        // '60s' and '1m' are one spelling: the second.
        var spelling = new ConstantNode(ColumnType.String, Encoding.ASCII.GetBytes(DurationText.Of(span)));
        var lowering = Lowerings.Binary<TruncatedTime, long>(ColumnType.Timestamp);
        return call.Node(ColumnType.Timestamp, [call.As(0, ColumnType.Timestamp), spelling], (arguments, registers) =>
            lowering([arguments[0], new ConstantNode(ColumnType.Int64, span)], registers));
    }

    public static TypedNode Date(CallSite call)
    {
        call.ExpectCount(1, 1, "date(time)");
        return call.Node(
            ColumnType.String, call.AllAs(ColumnType.Timestamp), Lowerings.Format<FormattedDate, long>());
    }

    public static TypedNode Field(CallSite call)
    {
        call.ExpectCount(1, 1, $"{call.Name}(time)");
        return call.Node(ColumnType.Int64, call.AllAs(ColumnType.Timestamp), call.Name switch
        {
            "year" => Lowerings.Unary<Year, long, long>(ColumnType.Int64),
            "month" => Lowerings.Unary<Month, long, long>(ColumnType.Int64),
            "day" => Lowerings.Unary<Day, long, long>(ColumnType.Int64),
            "hour" => Lowerings.Unary<Hour, long, long>(ColumnType.Int64),
            "minute" => Lowerings.Unary<Minute, long, long>(ColumnType.Int64),
            "second" => Lowerings.Unary<Second, long, long>(ColumnType.Int64),
            _ => Lowerings.Unary<DayOfWeek, long, long>(ColumnType.Int64),
        });
    }

    private static long Span(CallSite call, int index)
    {
        var text = Encoding.UTF8.GetString(call.Literal(index, ColumnType.String, Example).Utf8);
        return DurationText.TryParse(text, out var microseconds)
            ? microseconds
            : throw call.ErrorAt(index, $"this is not a duration; write a whole number and a unit, such as {Example}");
    }
}
