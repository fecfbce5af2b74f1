using System.Globalization;
using System.Text;
using ActorPipeline.Expressions.Kernels;
using ActorPipeline.Notation;
using ActorPipeline.Records;

namespace ActorPipeline.Expressions.Checking;

/// <summary>
/// A value known before anything runs: long, double, decimal, bool, or a string's UTF-8 bytes; null is null.
/// </summary>
internal sealed class ConstantNode(ColumnType type, object? value) : TypedNode(type)
{
    public object? Value { get; } = value;

    public bool IsNull => Value is null;

    public byte[] Utf8 => (byte[])Value!;

    public override void Print(StringBuilder target)
    {
        switch (Value)
        {
            case null:
                target.Append("null");
                break;
            case bool value:
                target.Append(value ? "true" : "false");
                break;
            case long value when Type == ColumnType.Timestamp:
                target.Append("timestamp('").Append(Iso8601.Format(value, isShort: false)).Append("')");
                break;
            case long value:
                target.Append(value.ToString(CultureInfo.InvariantCulture));
                break;
            case double value:
                var digits = value.ToString("R", CultureInfo.InvariantCulture);
                target.Append(digits).Append(digits.AsSpan().ContainsAny('.', 'E') ? "" : ".0");
                break;
            case decimal value:
                target.Append(value.ToString(CultureInfo.InvariantCulture)).Append('m');
                break;
            default:
                PrintText(target);
                break;
        }
    }

    public override Kernel Lower(Registers registers) => Type switch
    {
        ColumnType.Int64 or ColumnType.Timestamp => Lower<long>(registers),
        ColumnType.Double => Lower<double>(registers),
        ColumnType.Decimal => Lower<decimal>(registers),
        ColumnType.Boolean => Lower<bool>(registers),
        _ => new TextConstantKernel((byte[]?)Value, registers.Rent<Utf8Slice>(Type)),
    };

    private ConstantKernel<T> Lower<T>(Registers registers)
        where T : struct => new((T?)Value, registers.Rent<T>(Type));

    private void PrintText(StringBuilder target)
    {
        target.Append('\'');
        foreach (var c in Encoding.UTF8.GetString(Utf8))
        {
            _ = c switch
            {
                '\\' or '\'' => target.Append('\\').Append(c),
                '\n' => target.Append("\\n"),
                '\r' => target.Append("\\r"),
                '\t' => target.Append("\\t"),
                _ when char.IsControl(c) => target.Append("\\u").Append(((int)c).ToString("x4", null)),
                _ => target.Append(c),
            };
        }

        target.Append('\'');
    }
}
