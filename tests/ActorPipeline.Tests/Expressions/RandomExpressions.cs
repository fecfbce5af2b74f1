using System.Globalization;
using System.Numerics;
using System.Text;
using ActorPipeline.Records;
using static ActorPipeline.Tests.Expressions.RandomExpression;

namespace ActorPipeline.Tests.Expressions;

/// <summary>Makes random expressions of every operator, and random rows to evaluate them over.</summary>
internal sealed class RandomExpressions(Random random)
{
    private const long Day = 86_400_000_000;

    private static readonly ColumnType[] _types = Enum.GetValues<ColumnType>();

    private static readonly long[] _ints =
        [0, 1, -1, 2, -2, 3, 7, 100, 499, 500, long.MinValue, long.MaxValue, 1L << 53];
    private static readonly double[] _doubles = [0, 1, -1, 0.1, 1.5, -2.5, 1e15, 1e308, -1e308, 5e-324, 1e19];
    private static readonly decimal[] _decimals =
        [0, 1, -1, 0.10m, 1.5m, -2.50m, decimal.MaxValue, decimal.MinValue, 1e-28m];
    private static readonly long[] _times =
        [0, -1, 1, 1_431_857_103_000_000, -Day, long.MinValue, long.MaxValue, 3 * Day / 2];
    private static readonly string[] _texts =
    [
        "", "a", "A", "b", "GET", "/a/b?x=1", "//a//é/", "é😀", "12", "-3", "1.5", " a ", "it's \\", "aaa", "STRAßE",
    ];


    public object?[] Row() =>
        [.. Rows.Schema.Columns.Select(column => random.Next(4) == 0 ? null : Value(column.Type))];

    public RandomExpression Next(int depth) => Next(_types[random.Next(_types.Length)], depth);

    private RandomExpression Next(ColumnType type, int depth)
    {
        if (depth == 0 || random.Next(8) == 0)
        {
            return Leaf(type);
        }

        return (type, random.Next(6)) switch
        {
            (_, 0) => Choice(type, depth - 1),
            (ColumnType.Boolean, _) => Boolean(depth - 1),
            (ColumnType.String, _) => Text(depth - 1),
            (ColumnType.Timestamp, _) => Time(depth - 1),
            (ColumnType.Int64, 1 or 2) => IntOfOther(depth - 1),
            _ => Arithmetic(type, depth - 1),
        };
    }

    private object Value(ColumnType type) => type switch
    {
        ColumnType.Int64 => _ints[random.Next(_ints.Length)],
        ColumnType.Double => _doubles[random.Next(_doubles.Length)],
        ColumnType.Decimal => _decimals[random.Next(_decimals.Length)],
        ColumnType.Boolean => random.Next(2) == 0,
        ColumnType.String => _texts[random.Next(_texts.Length)],
        _ => _times[random.Next(_times.Length)],
    };

    private RandomExpression Leaf(ColumnType type)
    {
        var columns = Rows.Schema.Columns.Where(column => column.Type == type).ToArray();
        return random.Next(3) == 0
            ? Literal(type, Value(type))
            : Column(columns[random.Next(columns.Length)].Name);
    }

    private RandomExpression Choice(ColumnType type, int depth)
    {
        var (a, b, condition) = (Next(type, depth), Next(type, depth), Next(ColumnType.Boolean, depth));
        return random.Next(4) switch
        {
            0 => new(type, $"coalesce({a.Text}, {b.Text})", row => a.Value(row) ?? b.Value(row)),
            1 => new(type, $"if({condition.Text}, {a.Text}, null)",
                row => condition.Value(row) is true ? a.Value(row) : null),
            2 when type is not (ColumnType.Boolean or ColumnType.Double) => Strict(type, $"least({a.Text}, {b.Text})",
                [a, b], v => Compare(v[0], v[1]) <= 0 ? v[0] : v[1]),
            _ => new(type, $"if({condition.Text}, {a.Text}, {b.Text})",
                row => condition.Value(row) is true ? a.Value(row) : b.Value(row)),
        };
    }

    private RandomExpression Boolean(int depth)
    {
        var (a, b) = (Next(ColumnType.Boolean, depth), Next(ColumnType.Boolean, depth));
        switch (random.Next(8))
        {
            case 0:
                return new(ColumnType.Boolean, $"({a.Text} and {b.Text})", row => And(a.Value(row), b.Value(row)));
            case 1:
                return new(ColumnType.Boolean, $"({a.Text} || {b.Text})",
                    row => Not(And(Not(a.Value(row)), Not(b.Value(row)))));
            case 2:
                return new(ColumnType.Boolean, $"(not {a.Text})", row => Not(a.Value(row)));
            case 3:
                var x = Next(depth);
                return random.Next(2) == 0
                    ? new(ColumnType.Boolean, $"({x.Text} is null)", row => x.Value(row) is null)
                    : new(ColumnType.Boolean, $"({x.Text} is not null)", row => x.Value(row) is not null);
            case 4:
                var (s, part) = (Next(ColumnType.String, depth), Next(ColumnType.String, depth));
                return random.Next(3) switch
                {
                    0 => Strict(ColumnType.Boolean, $"starts_with({s.Text}, {part.Text})", [s, part],
                        v => ((string)v[0]).StartsWith((string)v[1], StringComparison.Ordinal)),
                    1 => Strict(ColumnType.Boolean, $"contains({s.Text}, {part.Text})", [s, part],
                        v => ((string)v[0]).Contains((string)v[1], StringComparison.Ordinal)),
                    _ => Strict(ColumnType.Boolean, $"matches({s.Text}, '^[a-z/]+')", [s],
                        v => (string)v[0] is [var first, ..] && (char.IsAsciiLetterLower(first) || first == '/')),
                };
            case 5:
                return Membership(depth);
            default:
                return Comparison(depth);
        }
    }

    private RandomExpression Comparison(int depth)
    {
        var type = _types[random.Next(_types.Length)];
        var (a, b) = (Next(type, depth), Next(type, depth));
        var symbol = type == ColumnType.Boolean
            ? random.Next(2) == 0 ? "=" : "!="
            : new[] { "=", "!=", "<", "<=", ">", ">=" }[random.Next(6)];
        return Strict(ColumnType.Boolean, $"({a.Text} {symbol} {b.Text})", [a, b], v => symbol switch
        {
            "=" => Compare(v[0], v[1]) == 0,
            "!=" => Compare(v[0], v[1]) != 0,
            "<" => Compare(v[0], v[1]) < 0,
            "<=" => Compare(v[0], v[1]) <= 0,
            ">" => Compare(v[0], v[1]) > 0,
            _ => Compare(v[0], v[1]) >= 0,
        });
    }

    private RandomExpression Membership(int depth)
    {
        var type = _types[random.Next(_types.Length)];
        var x = Next(type, depth);
        if (type != ColumnType.Boolean && random.Next(3) == 0)
        {
            var (low, high) = (Next(type, depth), Next(type, depth));
            return new(ColumnType.Boolean, $"({x.Text} between {low.Text} and {high.Text})", row =>
            {
                var (value, from, to) = (x.Value(row), low.Value(row), high.Value(row));
                return And(value is null || from is null ? null : Compare(value, from) >= 0,
                    value is null || to is null ? null : Compare(value, to) <= 0);
            });
        }

        var constants = random.Next(2) == 0;
        var items = Enumerable.Range(0, random.Next(1, constants ? 30 : 4))
            .Select(_ => constants ? Literal(type, Value(type)) : Next(type, depth)).ToArray();
        var hasNull = random.Next(4) == 0;
        var list = string.Join(", ", items.Select(item => item.Text)) + (hasNull ? ", null" : "");
        var negated = random.Next(2) == 0;
        return new(ColumnType.Boolean, $"({x.Text} {(negated ? "not " : "")}in ({list}))", row =>
        {
            var value = x.Value(row);
            var values = items.Select(item => item.Value(row)).ToArray();
            object? isIn = value is null ? null
                : values.Any(item => item is not null && Compare(value, item) == 0) ? true
                : hasNull || values.Contains(null) ? null
                : false;
            return negated ? Not(isIn) : isIn;
        });
    }

    private RandomExpression Arithmetic(ColumnType type, int depth)
    {
        var (a, b) = (Next(type, depth), Next(type, depth));
        if (type != ColumnType.Int64 && random.Next(4) == 0)
        {
            var widened = Next(ColumnType.Int64, depth);
            b = Strict(type, widened.Text, [widened],
                v => type == ColumnType.Double ? (double)(long)v[0] : (decimal)(long)v[0]);
        }

        var symbol = "+-*/%"[random.Next(5)];
        return random.Next(8) == 0
            ? Strict(type, $"(-({a.Text}))", [a], v => Apply('-', Zero(type), v[0]))
            : Strict(type, $"({a.Text} {symbol} {b.Text})", [a, b], v => Apply(symbol, v[0], v[1]));
    }

    private static object Zero(ColumnType type) =>
        type switch { ColumnType.Int64 => 0L, ColumnType.Double => -0.0, _ => 0m };

    private static object? Apply(char symbol, object left, object right)
    {
        try
        {
            return (left, right) switch
            {
                (long a, long b) => Fit(Whole(symbol, a, b)),
                (double a, double b) => Fit(symbol switch
                    { '+' => a + b, '-' => a - b, '*' => a * b, '/' => a / b, _ => a % b }),
                (decimal a, decimal b) => symbol switch
                    { '+' => a + b, '-' => a - b, '*' => a * b, '/' => a / b, _ => a % b },
                _ => throw new ArgumentException($"{left} {symbol} {right}", nameof(left)),
            };
        }
        catch (ArithmeticException)
        {
            return null;
        }
    }

    private static BigInteger Whole(char symbol, BigInteger a, BigInteger b) => symbol switch
    { '+' => a + b, '-' => a - b, '*' => a * b, '/' => BigInteger.Divide(a, b), _ => BigInteger.Remainder(a, b) };

    private static long? Fit(BigInteger value) =>
        value < long.MinValue || value > long.MaxValue ? null : (long)value;

    private static double? Fit(double value) => double.IsFinite(value) ? value : null;

    private RandomExpression IntOfOther(int depth)
    {
        var (s, t) = (Next(ColumnType.String, depth), Next(ColumnType.Timestamp, depth));
        return random.Next(5) switch
        {
            0 => Strict(ColumnType.Int64, $"length({s.Text})", [s], v => (long)((string)v[0]).EnumerateRunes().Count()),
            1 => Strict(ColumnType.Int64, $"hour({t.Text})", [t],
                v => (long)(((long)v[0] - Midnight((long)v[0])) / 3_600_000_000)),
            2 => Strict(ColumnType.Int64, $"int({s.Text})", [s],
                v => long.TryParse((string)v[0], NumberStyles.AllowLeadingSign, null, out var number) ? number : null),
            3 => Strict(ColumnType.Int64, $"day_of_week({t.Text})", [t],
                v => (long)((((Midnight((long)v[0]) / Day + 3) % 7) + 7) % 7 + 1)),
            _ => Strict(ColumnType.Int64, $"int({t.Text})", [t], v => v[0]),
        };
    }

    private static BigInteger Midnight(BigInteger time) => time - (time % Day + Day) % Day;

    private RandomExpression Time(int depth)
    {
        var (t, i) = (Next(ColumnType.Timestamp, depth), Next(ColumnType.Int64, depth));
        return random.Next(3) switch
        {
            0 => Strict(ColumnType.Timestamp, $"({t.Text} + {i.Text})", [t, i], v => Apply('+', v[0], v[1])),
            1 => Strict(ColumnType.Timestamp, $"({t.Text} - {i.Text})", [t, i], v => Apply('-', v[0], v[1])),
            _ => Strict(ColumnType.Timestamp, $"truncate({t.Text}, '1d')", [t],
                v => Fit(Midnight((long)v[0]))),
        };
    }

    private RandomExpression Text(int depth)
    {
        var (a, b, i) = (Next(ColumnType.String, depth), Next(ColumnType.String, depth), Next(ColumnType.Int64, depth));
        const ColumnType type = ColumnType.String;
        return random.Next(9) switch
        {
            0 => Strict(type, $"({a.Text} + {b.Text})", [a, b], v => (string)v[0] + (string)v[1]),
            1 => Strict(type, $"concat({a.Text}, '-', {b.Text})", [a, b], v => (string)v[0] + "-" + (string)v[1]),
            2 => Strict(type, $"lower({a.Text})", [a], v => ((string)v[0]).ToLowerInvariant()),
            3 => Strict(type, $"upper({a.Text})", [a], v => ((string)v[0]).ToUpperInvariant()),
            4 => Strict(type, $"trim({a.Text})", [a], v => ((string)v[0]).Trim(' ')),
            5 => Strict(type, $"replace({a.Text}, {b.Text}, 'é')", [a, b], v => (string)v[1] == ""
                ? v[0] : ((string)v[0]).Replace((string)v[1], "é", StringComparison.Ordinal)),
            6 => Strict(type, $"substring({a.Text}, {i.Text}, 2)", [a, i], v => Substring((string)v[0], (long)v[1], 2)),
            7 => Strict(type, $"string({i.Text})", [i], v => ((long)v[0]).ToString(null, null)),
            _ => Strict(type, $"segment({a.Text}, {i.Text})", [a, i], v => ((string)v[0]).Split('?', '#')[0]
                .Split('/', StringSplitOptions.RemoveEmptyEntries) is var pieces
                && (long)v[1] >= 1 && (long)v[1] <= pieces.Length ? pieces[(long)v[1] - 1] : null),
        };
    }

    private static string Substring(string text, BigInteger first, BigInteger length)
    {
        var result = new StringBuilder();
        var position = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            position++;
            result.Append(position >= first && position < first + length ? rune.ToString() : "");
        }

        return result.ToString();
    }

    private static bool? And(object? a, object? b) =>
        a is false || b is false ? false : a is null || b is null ? null : true;

    private static bool? Not(object? a) => a is bool value ? !value : null;
}
