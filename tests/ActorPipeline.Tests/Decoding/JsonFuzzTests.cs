using System.Globalization;
using System.Text;
using ActorPipeline.Decoding;
using ActorPipeline.Plan;
using ActorPipeline.Records;

namespace ActorPipeline.Tests.Decoding;

/// <summary>
/// The fast path against the slow path, on valid records and on mutations of them. A row without room after it is
/// decoded by the slow path only, which makes it the oracle.
/// </summary>
public sealed class JsonFuzzTests
{
    private static readonly JsonDecoderSpec Spec = new(
    [
        new("k", ColumnType.String, "k"),
        new("ts", ColumnType.Timestamp, "ts", new TimeFormat(TimeFormatKind.EpochMillis)),
        new("v", ColumnType.Double, "v"),
        new("n", ColumnType.Int64, "a.n"),
        new("d", ColumnType.Decimal, "a.d"),
        new("b", ColumnType.Boolean, "b"),
        new("iso", ColumnType.Timestamp, "iso", new TimeFormat(TimeFormatKind.Iso8601)),
        new("v2", ColumnType.Decimal, "v"),
        new("ns", ColumnType.Timestamp, "ts", new TimeFormat(TimeFormatKind.EpochNanos)),
    ]);

    private static readonly string[] Numbers =
    [
        "0", "-0", "-0.0", "1", "-1", "12.5", "1e3", "1E+3", "1.0", "0.1", "1e-3", "01", "-", "1.", ".5", "+1", "1e",
        "9007199254740993", "9223372036854775807", "9223372036854775808", "-9223372036854775808",
        "18446744073709551616",
        "1e400", "-1e400", "1e-400", "123456789012345678901234567890", "0.30000000000000004", "2.2250738585072014e-308",
        "12345678", "123456789", "1234567890123456", "12345678901234567", "0.1234567", "0.12345678", "0.123456789",
        "1234567.7654321", "99999999999999999999", "253402300799999", "253402300800000", "-62135596800000",
        "1700000000123",
        "79228162514264337593543950335", "79228162514264337593543950336", "0.00", "5e-324", "1e28", "00", "-01",
        "1e5.0",
    ];

    private static readonly string[] Others =
    [
        "null", "true", "false", "\"\"", "\"user\"", "\"a\\n\"", "\"\\u00e9\\ud83d\\ude00\"", "\"\\ud800\"", "\"\\x\"",
        "{}", "[]", "[1,2]", "{\"n\":1}", "\"2015-05-17T10:05:03.123Z\"", "\"2015-05-17\"", "\"1700000000123\"", "nul",
        "\"a string that is longer than one vector of thirty-two bytes\"", "\"ü€😀\"", "tru", "\"a\tb\"", "\"\\u12\"",
        "[[[[[[[[[[]]]]]]]]]]", "\"2015-02-29\"", "\"\\\\\"", "\"\\\"\"", "\"\\n\u0001\"", "\"null\"", "\"\\n\tb\"",
    ];

    private static readonly string[] Names =
        ["k", "ts", "v", "b", "iso", "x", "a", "\\u006b", "a name that is longer than one vector of 32 bytes"];

    [Fact]
    public void The_fast_path_accepts_only_what_the_slow_path_accepts_with_the_same_values() =>
        Fuzz.Run(cases: 80, maxBytes: 256 << 20, random =>
        {
            var fast = DecoderFactory.Create(Spec);
            var batch = DecodedRows.Frame(Spec.Columns, [[]]);
            for (var round = 0; round < 10; round++)
            {
                var rows = Rows(random);
                DecodedRows.Reframe(batch, rows);
                fast.Decode(batch);
                var actual = DecodedRows.Show(batch, Spec.Columns.Count);
                for (var row = 0; row < rows.Count; row++)
                {
                    var expected = Slow(rows[row]);
                    Assert.True(
                        expected == actual[row],
                        $"round {round}, row {row}: {Encoding.UTF8.GetString(rows[row])}\n"
                            + $"slow path: {expected}\nfast path: {actual[row]}");
                }
            }
        });

    /// <summary>Mutated rows among siblings of the same shape, so that the fast path has a shape to try.</summary>
    private static List<byte[]> Rows(Random random)
    {
        var rows = new List<byte[]>();
        var template = Template(random);
        for (var i = 0; i < 24; i++)
        {
            var record = Encoding.UTF8.GetBytes(Fill(random, template, odd: random.Next(3) == 0));
            rows.Add(random.Next(4) == 0 ? Mutate(random, record) : record);
        }

        return rows;
    }

    private static List<string> Template(Random random)
    {
        var template = new List<string>();
        for (var i = random.Next(1, 9); i > 0; i--)
        {
            template.Add(Names[random.Next(Names.Length)]);
        }

        return template;
    }

    private static string Fill(Random random, List<string> template, bool odd)
    {
        var space = odd && random.Next(4) == 0 ? " " : "";
        var members = template.Select(member =>
            $"\"{member}\"{space}:{space}{Value(random, member, odd && random.Next(3) == 0)}");
        return $"{space}{{{string.Join($"{space},", members)}}}{(random.Next(9) == 0 ? "\r" : "")}";
    }

    private static string Value(Random random, string name, bool odd)
    {
        if (odd)
        {
            return random.Next(2) == 0 ? Numbers[random.Next(Numbers.Length)] : Others[random.Next(Others.Length)];
        }

        return name switch
        {
            "ts" => random.NextInt64(2_000_000_000_000).ToString(CultureInfo.InvariantCulture),
            "v" => Number(random),
            "b" => random.Next(2) == 0 ? "true" : "false",
            "iso" when random.Next(20) == 0 => "\"null\"",
            "iso" => $"\"2015-05-{random.Next(1, 32):00}T10:05:03.{random.Next(1000):000}Z\"",
            "a" => $"{{\"n\":{Integer(random)},\"d\":{Number(random)}}}",
            _ => $"\"{new string('u', random.Next(40))}{random.Next(1000)}\"",
        };
    }

    private static string Integer(Random random) => random.Next(8) == 0
        ? Numbers[random.Next(Numbers.Length)]
        : (random.NextInt64() >> random.Next(64)).ToString(CultureInfo.InvariantCulture);

    private static string Number(Random random) => random.Next(5) switch
    {
        4 => random.Next(4) == 0 ? Numbers[random.Next(Numbers.Length)] : "1.25",
        0 => (random.Next(2_000_000) / 100m - 10_000).ToString(CultureInfo.InvariantCulture),
        1 => random.NextDouble().ToString("R", CultureInfo.InvariantCulture),
        2 => random.Next(10_000).ToString(CultureInfo.InvariantCulture),
        _ => (random.NextInt64() / 1e6).ToString("R", CultureInfo.InvariantCulture),
    };

    private static byte[] Mutate(Random random, byte[] record)
    {
        var alphabet = "{}[]\",:\\0123456789.-+eEtfnu \r\nx\u0001"u8;
        var at = random.Next(record.Length);
        switch (random.Next(5))
        {
            case 0:
                record[at] = alphabet[random.Next(alphabet.Length)];
                return record;
            case 1:
                return record[..at];
            case 2:
                return [.. record[..at], alphabet[random.Next(alphabet.Length)], .. record[at..]];
            case 3:
                return [.. record[..at], .. record[(at + 1)..]];
            default:
                record[at] = (byte)random.Next(256);
                return record;
        }
    }

    private static string Slow(byte[] row)
    {
        var batch = DecodedRows.Frame(Spec.Columns, [row], room: 0);
        DecoderFactory.Create(Spec).Decode(batch);
        return DecodedRows.Show(batch, Spec.Columns.Count)[0];
    }
}
