using ActorPipeline.Expressions;
using ActorPipeline.Records;

namespace ActorPipeline.Tests.Expressions;

public sealed class FunctionTests
{
    [Theory]
    [InlineData("starts_with('/api/x', '/api')", "true")]
    [InlineData("ends_with('a.gif', '.gif')", "true")]
    [InlineData("contains('abc', 'd')", "false")]
    [InlineData("contains('abc', '')", "true")]
    [InlineData("contains('abc', null)", "null")]
    [InlineData("matches('/api/v12/x', '/v[0-9]+/')", "true")]
    [InlineData("matches('Grüße', '^gr.ß')", "false")]
    [InlineData("matches('Grüße', '^(?i)gr.ß')", "true")]
    [InlineData(@"matches('a1', '^\\w\\d$')", "true")]
    [InlineData("lower('ÀBC')", "'àbc'")]
    [InlineData("lower('abc')", "'abc'")]
    [InlineData("lower('GET')", "'get'")]
    [InlineData("upper('straße')", "'STRAßE'")]
    [InlineData("upper('get')", "'GET'")]
    [InlineData("lower(null)", "null")]
    [InlineData("length('')", "0")]
    [InlineData("length('abc')", "3")]
    [InlineData("length('é😀')", "2")]
    [InlineData("trim('\\t a b \\r\\n')", "'a b'")]
    [InlineData("trim('  ')", "''")]
    [InlineData("concat('a', 'b', 'c')", "'abc'")]
    [InlineData("concat('a', null)", "null")]
    [InlineData("'a' + 'b' + ('c' + 'd')", "'abcd'")]
    [InlineData("'a' + null", "null")]
    [InlineData("replace('aXbXc', 'X', '--')", "'a--b--c'")]
    [InlineData("replace('abc', 'x', 'y')", "'abc'")]
    [InlineData("replace('abc', '', 'y')", "'abc'")]
    [InlineData("replace('aaa', 'a', '')", "''")]
    public void Text(string text, string expected) => SemanticsTests.AssertValue(text, expected);

    [Theory]
    [InlineData("segment('/a/b?x=1', 1)", "'a'")]
    [InlineData("segment('/a/b?x=1', 2)", "'b'")]
    [InlineData("segment('/a/b?x=/c', 3)", "null")]
    [InlineData("segment('/a/b#c', 2)", "'b'")]
    [InlineData("segment('a/b', 1)", "'a'")]
    [InlineData("segment('//a//b/', 2)", "'b'")]
    [InlineData("segment('/', 1)", "null")]
    [InlineData("segment('', 1)", "null")]
    [InlineData("segment('/a', 0)", "null")]
    [InlineData("segment('/a', -9223372036854775808)", "null")]
    [InlineData("segment('/a', null)", "null")]
    [InlineData("substring('hello', 2)", "'ello'")]
    [InlineData("substring('hello', 2, 3)", "'ell'")]
    [InlineData("substring('hello', 0, 2)", "'h'")]
    [InlineData("substring('hello', -1, 3)", "'h'")]
    [InlineData("substring('hello', 9)", "''")]
    [InlineData("substring('hello', 2, -1)", "''")]
    [InlineData("substring('hello', 5, 9223372036854775807)", "'o'")]
    [InlineData("substring('hello', -9223372036854775808, 9223372036854775806)", "''")]
    [InlineData("substring('hello', 9223372036854775807, 9223372036854775807)", "''")]
    [InlineData("substring('hello', -9223372036854775808)", "'hello'")]
    [InlineData("substring('é😀ab', 2, 2)", "'😀a'")]
    [InlineData("substring('é😀ab', 3)", "'ab'")]
    public void Pieces_of_text(string text, string expected) => SemanticsTests.AssertValue(text, expected);

    [Theory]
    [InlineData("abs(-5)", "5")]
    [InlineData("abs(-9223372036854775808)", "null")]
    [InlineData("abs(-1.5) + abs(-1.5)", "3d")]
    [InlineData("abs(-1.5m)", "1.5m")]
    [InlineData("round(2.5)", "3d")]
    [InlineData("round(-2.5)", "-3d")]
    [InlineData("round(2.345m, 2)", "2.35m")]
    [InlineData("round(7, 2)", "7")]
    [InlineData("round(1e300, 2)", "1E+300d")]
    [InlineData("floor(-1.5)", "-2d")]
    [InlineData("ceil(1.2m)", "2m")]
    [InlineData("floor(3)", "3")]
    [InlineData("least(3, 1, 2)", "1")]
    [InlineData("greatest(3, 1.5)", "3d")]
    [InlineData("least('b', 'a')", "'a'")]
    [InlineData("greatest('b', 'a', 'c')", "'c'")]
    [InlineData("least(1, null)", "null")]
    public void Numbers(string text, string expected) => SemanticsTests.AssertValue(text, expected);

    [Theory]
    [InlineData("int('12')", "12")]
    [InlineData("int('-12')", "-12")]
    [InlineData("int(' 12')", "null")]
    [InlineData("int('12.0')", "null")]
    [InlineData("int('')", "null")]
    [InlineData("int('9223372036854775808')", "null")]
    [InlineData("int(2.9)", "2")]
    [InlineData("int(-2.9)", "-2")]
    [InlineData("int(1e300)", "null")]
    [InlineData("int(9223372036854775807.0)", "null")]
    [InlineData("int(2.9m)", "2")]
    [InlineData("int(79228162514264337593543950335m)", "null")]
    [InlineData("int(true)", "1")]
    [InlineData("int(null)", "null")]
    [InlineData("double('1e3')", "1000d")]
    [InlineData("double('NaN')", "null")]
    [InlineData("double('1e999')", "null")]
    [InlineData("double(0.5m)", "0.5d")]
    [InlineData("decimal('1.50')", "1.50m")]
    [InlineData("decimal('1e40')", "null")]
    [InlineData("decimal('1e-30')", "null")]
    [InlineData("decimal('0.12345678901234567890123456789')", "null")]
    [InlineData("decimal('1.500000000000000000000000000000')", "1.5000000000000000000000000000m")]
    [InlineData("decimal(0.1)", "0.1m")]
    [InlineData("decimal(1e29)", "null")]
    [InlineData("decimal(7.9228162514264e28)", "79228162514264000000000000000m")]
    [InlineData("decimal(3) + 0.5m", "3.5m")]
    [InlineData("string(12)", "'12'")]
    [InlineData("string(0.1)", "'0.1'")]
    [InlineData("string(-1.50m)", "'-1.50'")]
    [InlineData("string(-79228162514264337593543.95033m)", "'-79228162514264337593543.95033'")]
    [InlineData("string(true)", "'true'")]
    [InlineData("string('a')", "'a'")]
    [InlineData("string(timestamp('2015-05-17T10:05:03Z'))", "'2015-05-17T10:05:03Z'")]
    [InlineData("string(timestamp('2015-05-17T10:05:03.25+02:00'))", "'2015-05-17T08:05:03.250000Z'")]
    [InlineData("string(timestamp(9223372036854775807))", "null")]
    [InlineData("timestamp('nonsense' + '')", "null")]
    [InlineData("timestamp('2015-05-17' + '')", "1431820800000000")]
    public void Casts(string text, string expected) => SemanticsTests.AssertValue(text, expected);

    [Theory]
    [InlineData("timestamp('1970-01-01T00:00:01Z')", "1000000")]
    [InlineData("timestamp('1970-01-01T00:00:01.1234569Z')", "1123456")]
    [InlineData("timestamp('1969-12-31T23:59:59.9999999Z')", "-1")]
    [InlineData("timestamp('1970-01-01 01:00:00+01:00')", "0")]
    [InlineData("timestamp('1970-01-02')", "86400000000")]
    [InlineData("timestamp('2015-05-17T10:05:03Z') < timestamp('2015-05-17T10:05:04Z')", "true")]
    [InlineData("timestamp('1970-01-02') - timestamp('1970-01-01')", "86400000000")]
    [InlineData("timestamp('1970-01-01') + duration('90s')", "90000000")]
    [InlineData("duration('90s') + timestamp('1970-01-01')", "90000000")]
    [InlineData("timestamp('1970-01-01') - 1", "-1")]
    [InlineData("hour(timestamp('2015-05-17T10:05:03Z'))", "10")]
    [InlineData("minute(timestamp('2015-05-17T10:05:03Z'))", "5")]
    [InlineData("second(timestamp('1969-12-31T23:59:58Z'))", "58")]
    [InlineData("year(timestamp('2015-05-17'))", "2015")]
    [InlineData("month(timestamp('2015-05-17'))", "5")]
    [InlineData("day(timestamp('1969-12-31T23:00:00Z'))", "31")]
    [InlineData("year(timestamp(9223372036854775807))", "null")]
    [InlineData("hour(timestamp(-9223372036854775808))", "19")]
    [InlineData("day_of_week(timestamp('2015-05-17'))", "7")]
    [InlineData("day_of_week(timestamp('1969-12-29'))", "1")]
    [InlineData("date(timestamp('2015-05-17T10:05:03Z'))", "'2015-05-17'")]
    [InlineData("truncate(timestamp('1970-01-01T00:01:59Z'), '1m')", "60000000")]
    [InlineData("truncate(timestamp('1969-12-31T23:59:59Z'), '1m')", "-60000000")]
    [InlineData("truncate(timestamp(-9223372036854775808), '1d')", "null")]
    [InlineData("date(null)", "null")]
    public void Times(string text, string expected) => SemanticsTests.AssertValue(text, expected);

    [Fact]
    public void Pieces_of_text_are_not_copied()
    {
        var batch = Rows.Batch(Rows.Row(("s", " /api/Users?q ")), Rows.Row(("s", " /api/Users?q ")));
        var before = batch.Scratch.Length;

        Assert.Equal(["api", "api"], Rows.Evaluate("segment(trim(s), 1)", batch));
        Assert.Equal(["/api", "/api"], Rows.Evaluate("substring(trim(s), 1, 4)", batch));
        Assert.Equal(["api", "api"], Rows.Evaluate("lower(segment(s, 2))", batch));
        Assert.Equal(before, batch.Scratch.Length);
    }

    [Fact]
    public void Text_longer_than_its_limit_is_null()
    {
        var batch = Rows.Batch(Rows.Row(("s", new string('a', 700_000))), Rows.Row(("s", new string('b', 700_000))));

        Assert.Equal([null, null], Rows.Evaluate("s + s", batch));
        Assert.Equal([null, new string('b', 700_000)], Rows.Evaluate("replace(s, 'a', 'cc')", batch));
    }

    [Fact]
    public void Rows_that_are_not_live_may_hold_anything()
    {
        var live = Rows.Row(
            ("i", 7L), ("j", 2L), ("d", 1.5), ("m", 2m), ("b", true), ("s", "/a/b"), ("t", "x"), ("at", 5L));
        var batch = Rows.Batch(live, live, live);
        foreach (var slice in new[]
        {
            new Utf8Slice(int.MaxValue, int.MaxValue), new Utf8Slice(int.MinValue, 1), new Utf8Slice(3, int.MaxValue),
            new Utf8Slice(-1, -1), new Utf8Slice(0, int.MinValue), default,
        })
        {
            batch.Columns[Rows.Schema.IndexOf("s")].Values<Utf8Slice>()[1] = slice;
            batch.Columns[Rows.Schema.IndexOf("i")].Values<long>()[1] = slice.Start;
            batch.Columns[Rows.Schema.IndexOf("at")].Values<long>()[1] = long.MinValue + slice.Length;
            batch.Status[1] = RowStatus.Dead;
            foreach (var text in new[]
            {
                "lower(s)", "upper(s)", "length(s)", "trim(s)", "segment(s, i)", "substring(s, i, j)", "s + t", "s = t",
                "replace(s, 'a', s)", "matches(s, 'a+')", "int(s)", "double(s)", "decimal(s)", "timestamp(s)",
                "s in ('a', 'b')", "s < 'b'", "least(s, t)", "i / j", "i % 0", "date(at)", "year(at)", "string(at)",
                "truncate(at, '1d')", "if(b, s, t)", "coalesce(s, t)", "contains(s, t)", "s between 'a' and t",
                "lower(trim(s)) + upper(s)", "segment(lower(s), 1)", "string(i) + s",
            })
            {
                var values = Rows.Read(ExpressionCompiler.Compile(text, Rows.Schema).CreateEvaluator().Evaluate(batch)
                    is var column ? Live(column) : column, batch);
                Assert.Equal(values[0], values[2]);
            }
        }

        Column Live(Column column)
        {
            // The dead row's value is unspecified; it must only not be read.
            column.SetNull(1, batch.RowCount);
            return column;
        }
    }
}
