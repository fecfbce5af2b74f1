using ActorPipeline.Expressions.Checking;
using ActorPipeline.Notation;
using ActorPipeline.Records;

namespace ActorPipeline.Expressions.Functions;

/// <summary>Casts; what can't be cast, such as text that is no number, gives null.</summary>
internal static class Casts
{
    public static TypedNode ToInt(CallSite call) => Cast(call, ColumnType.Int64, type => type switch
    {
        ColumnType.Timestamp => Lowerings.Unary<SameNumber, long, long>(ColumnType.Int64),
        ColumnType.Double => Lowerings.Unary<Truncated, double, long>(ColumnType.Int64),
        ColumnType.Decimal => Lowerings.Unary<Truncated, decimal, long>(ColumnType.Int64),
        ColumnType.Boolean => Lowerings.Unary<OneOrZero, bool, long>(ColumnType.Int64),
        ColumnType.String => Lowerings.TextValue<ParsedInt, long>(ColumnType.Int64),
        _ => null,
    });

    public static TypedNode ToDouble(CallSite call) => Cast(call, ColumnType.Double, type => type switch
    {
        ColumnType.Int64 => Lowerings.Unary<Conversions.ToDouble, long, double>(ColumnType.Double),
        ColumnType.Decimal => Lowerings.Unary<NearestDouble, decimal, double>(ColumnType.Double),
        ColumnType.String => Lowerings.TextValue<ParsedDouble, double>(ColumnType.Double),
        _ => null,
    });

    public static TypedNode ToDecimal(CallSite call) => Cast(call, ColumnType.Decimal, type => type switch
    {
        ColumnType.Int64 => Lowerings.Unary<Conversions.ToDecimal, long, decimal>(ColumnType.Decimal),
        ColumnType.Double => Lowerings.Unary<NearestDecimal, double, decimal>(ColumnType.Decimal),
        ColumnType.String => Lowerings.TextValue<ParsedDecimal, decimal>(ColumnType.Decimal),
        _ => null,
    });

    public static TypedNode ToText(CallSite call) => Cast(call, ColumnType.String, type => type switch
    {
        ColumnType.Int64 => Lowerings.Format<Formatted<long>, long>(),
        ColumnType.Double => Lowerings.Format<Formatted<double>, double>(),
        ColumnType.Decimal => Lowerings.Format<Formatted<decimal>, decimal>(),
        ColumnType.Boolean => Lowerings.Format<FormattedBoolean, bool>(),
        ColumnType.Timestamp => Lowerings.Format<FormattedTime, long>(),
        _ => null,
    });

    public static TypedNode ToTimestamp(CallSite call)
    {
        if (call.Arguments is [ConstantNode { Type: ColumnType.String, IsNull: false } literal])
        {
            return Iso8601.TryParse(literal.Utf8, out var time)
                ? new ConstantNode(ColumnType.Timestamp, time)
                : throw call.ErrorAt(0, "this is not a time; write '2015-05-17T10:05:03Z' or '2015-05-17'");
        }

        return Cast(call, ColumnType.Timestamp, type => type switch
        {
            ColumnType.Int64 => Lowerings.Unary<SameNumber, long, long>(ColumnType.Timestamp),
            ColumnType.String => Lowerings.TextValue<ParsedTime, long>(ColumnType.Timestamp),
            _ => null,
        });
    }

    private static CallNode Cast(CallSite call, ColumnType to, Func<ColumnType, Lowering?> choose)
    {
        call.ExpectCount(1, 1, $"{call.Name}(value)");
        var from = call[0].Type;
        if (call[0].IsUntypedNull)
        {
            return call.Node(to, call.AllAs(to), Lowerings.Same);
        }

        var lowering = from == to ? Lowerings.Same : choose(from);
        return call.Node(to, call.Arguments,
            lowering ?? throw call.ErrorAt(0, $"{call.Name} can't cast {TypeNames.A(from)}"));
    }
}
