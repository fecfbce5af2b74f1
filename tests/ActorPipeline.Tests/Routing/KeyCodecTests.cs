using System.Text.RegularExpressions;
using ActorPipeline.Plan;
using ActorPipeline.Records;
using ActorPipeline.Routing;
using ActorPipeline.Tests.Journal;

namespace ActorPipeline.Tests.Routing;

public sealed class KeyCodecTests
{
    [Fact]
    public void Keys_of_any_parts_come_back_and_equal_ones_have_equal_bytes()
    {
        var types = Enum.GetValues<ColumnType>();
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var parts = Enumerable.Range(0, random.Next(1, 5)).Select(_ => types[random.Next(types.Length)]).ToArray();
            var known = new Dictionary<string, string>();
            for (var i = 0; i < 30; i++)
            {
                var values = parts.Select(t => Few(t, random)).ToArray();
                var key = Encode(parts, values);

                Assert.Equal(values.Select(Normal), Decode(parts, key));
                var text = string.Join('|', values.Select(v => Normal(v) ?? "null"));
                Assert.Equal(known.GetValueOrDefault(text, Convert.ToHexString(key)), Convert.ToHexString(key));
                known[text] = Convert.ToHexString(key);
            }

            Assert.Equal(known.Count, known.Values.Distinct().Count());
        }
    }

    [Theory]
    [InlineData("1.5", "1.50")]
    [InlineData("0", "-0.00")]
    [InlineData("100", "100.0")]
    [InlineData("79228162514264337593543950335", "79228162514264337593543950335")]
    public void Decimals_of_one_value_are_one_key(string one, string other) => Assert.Equal(
        Encode([ColumnType.Decimal], [Decimal(one)]), Encode([ColumnType.Decimal], [Decimal(other)]));

    [Fact]
    public void The_two_zeros_of_doubles_are_one_key_and_so_is_everything_that_is_no_number()
    {
        Assert.Equal(Encode([ColumnType.Double], [0.0]), Encode([ColumnType.Double], [-0.0]));
        Assert.Equal(
            Encode([ColumnType.Double], [double.NaN]),
            Encode([ColumnType.Double], [BitConverter.Int64BitsToDouble(0x7ff8000000000123)]));
    }

    [Theory]
    [InlineData(@"\ud83d", @"\ud83d", 0)]
    [InlineData(@"\ude00", @"\ude00", 0)]
    [InlineData(@"a\ud83db", @"\ud83d", 1)]
    [InlineData(@"\ud83d\ude00\ud83e", @"\ud83e", 2)]
    public void Half_of_a_surrogate_pair_is_no_key(string escaped, string shown, int index)
    {
        // The attribute can't hold halves: it is UTF-8 too.
        var key = Regex.Unescape(escaped);
        foreach (var parts in (KeyPart[][])[[Part("k")], [Part("k"), Part("l")]])
        {
            var error = Assert.Throws<ArgumentException>(
                () => KeyCodec.Parse(parts, [.. parts.Select(_ => key)]));
            Assert.StartsWith(
                $"the key has half of a surrogate pair, {shown}, at index {index}: ", error.Message,
                StringComparison.Ordinal);
        }

        static KeyPart Part(string name) => new(name, 0, ColumnType.String);
    }

    [Fact]
    public void Whole_pairs_and_the_replacement_character_are_keys_of_their_own() => Assert.NotEqual(
        KeyCodec.Parse([new KeyPart("k", 0, ColumnType.String)], ["\ud83d\ude00"]),
        KeyCodec.Parse([new KeyPart("k", 0, ColumnType.String)], ["\ufffd"]));

    [Fact]
    public void Null_and_empty_text_are_two_keys()
    {
        Assert.NotEqual(
            Encode([ColumnType.String, ColumnType.String], [null, ""]),
            Encode([ColumnType.String, ColumnType.String], ["", null]));
        Assert.Equal([null], Decode([ColumnType.String], KeyCodec.NullTextKey.ToArray()));
        Assert.Equal([""], Decode([ColumnType.String], []));
    }

    [Theory]
    [InlineData(new[] { ColumnType.Int64 }, new object[] { 1L }, "010100000000000000")]
    [InlineData(new[] { ColumnType.Double }, new object[] { 1.5 }, "01000000000000F83F")]
    [InlineData(new[] { ColumnType.Boolean }, new object[] { true }, "0101")]
    [InlineData(new[] { ColumnType.String, ColumnType.Int64 }, new object?[] { "ab", null }, "0102000000616200")]
    public void Bytes_of_keys_never_change(ColumnType[] parts, object?[] values, string hex) =>
        Assert.Equal(hex, Convert.ToHexString(Encode(parts, values)));

    [Fact]
    public void Damaged_keys_are_a_format_damage()
    {
        var parts = Enum.GetValues<ColumnType>();
        for (var seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            var key = Encode(parts, [.. parts.Select(t => Few(t, random))]);
            Bytes.Fuzz(key, seed, (ref ActorPipeline.Journal.Format.ByteCursor cursor) =>
                Decode(parts, cursor.Take(cursor.Left).ToArray()));
        }
    }

    private static byte[] Encode(ColumnType[] parts, object?[] values)
    {
        var (target, text) = (new ByteArena(), new ByteArena());
        for (var i = 0; i < parts.Length; i++)
        {
            var column = Columns.Make(parts[i], text, values[i]);
            var bytes = values[i] is string ? text.Written[^column.Values<Utf8Slice>()[0].Length..] : default;
            if (parts is [ColumnType.String])
            {
                return values[0] is null ? KeyCodec.NullTextKey.ToArray() : bytes.ToArray();
            }

            KeyCodec.Append(target, column, 0, bytes);
        }

        return target.Written.ToArray();
    }

    private static object?[] Decode(ColumnType[] parts, byte[] key)
    {
        var codec = new KeyCodec([.. parts.Select((t, i) => new KeyPart($"p{i}", i, t))]);
        var columns = parts.Select(Column.Create).ToArray();
        foreach (var column in columns)
        {
            column.Reset(1);
        }

        var text = new ByteArena();
        codec.Decode(key, columns, 0, 1, text);
        return [.. columns.Select(c => ColumnValues.Get(c, 0, text))];
    }

    /// <summary>One of few values, so that equal keys happen.</summary>
    private static object? Few(ColumnType type, Random random) => random.Next(4) == 0 ? null : type switch
    {
        ColumnType.Int64 or ColumnType.Timestamp => (long)random.Next(3),
        ColumnType.Double => random.Next(3) / 2.0,
        ColumnType.Decimal => new decimal(random.Next(3) * 10, 0, 0, false, (byte)random.Next(2)),
        ColumnType.Boolean => random.Next(2) == 0,
        _ => new string('x', random.Next(3)),
    };

    private static object? Normal(object? value) => value is decimal number
        ? number == 0 ? 0m : number / 1.0000000000000000000000000000m
        : value;

    private static decimal Decimal(string text) =>
        decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
