using ActorPipeline.Plan;
using ActorPipeline.Records;
using ActorPipeline.Sinks;

namespace ActorPipeline.Tests.Sinks;

public sealed class ConsoleSinkTests
{
    private const long Start = 1_700_000_000_000_000;

    private static readonly ResultColumn[] Schema =
    [
        new("section", ColumnType.String, true),
        new("window_start", ColumnType.Timestamp, true),
        new("requests", ColumnType.Int64, false),
        new("mean", ColumnType.Double, false),
        new("final", ColumnType.Boolean, false),
    ];

    private static readonly ResultColumn[] OneText = [new("k", ColumnType.String, true)];
    private static readonly ResultColumn[] OneNumber = [new("n", ColumnType.Int64, true)];

    [Fact]
    public void Rows_are_an_aligned_table_with_numbers_to_the_right()
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var sink = new ConsoleSink(output, Schema, 10);
        Write(sink, Schema, ["/shop", Start, 12L, 0.25, true], ["/", Start, 1_234_567L, double.NaN, false]);
        Write(sink, Schema, ["日本é", Start, null, double.NegativeInfinity, true]);
        Assert.True(sink.Flush().IsEmpty);
        Assert.Equal(
            """
            section  window_start            requests        mean  final
            ───────  ────────────────────  ──────────  ──────────  ─────
            /shop    2023-11-14T22:13:20Z          12        0.25  true
            /        2023-11-14T22:13:20Z     1234567         NaN  false
            日本é    2023-11-14T22:13:20Z           -          -∞  true

            """,
            output.ToString());
    }

    [Fact]
    public void The_newest_rows_are_shown_the_others_counted_and_the_header_comes_once()
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var sink = new ConsoleSink(output, OneNumber, 2);
        Write(sink, OneNumber, [1L]);
        Write(sink, OneNumber, [2L], [3L], [4L]);
        sink.Flush();
        sink.Flush();
        Write(sink, OneNumber, [5L]);
        sink.Flush();
        Assert.Equal(
            """
                     n
            ──────────
            … 2 earlier rows not shown
                     3
                     4
                     5

            """,
            output.ToString());
    }

    [Fact]
    public void Text_from_records_can_not_command_the_terminal()
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var sink = new ConsoleSink(output, OneText, 10);
        Write(sink, OneText, ["a\u001b[31mred\r\nb\u202e\u0007"], [new byte[] { 0xFF, 0x61 }], [new string('x', 61)]);
        sink.Flush();
        var lines = output.ToString().Split('\n');
        Assert.Equal("a�[31mred��b��", lines[2]);
        Assert.Equal("�a", lines[3]);
        Assert.Equal(new string('x', 59) + "…", lines[4]);
    }

    [Fact]
    public void Nothing_is_printed_before_the_flush_or_without_rows()
    {
        using var output = new StringWriter();
        using (var sink = new ConsoleSink(output, OneNumber, 2))
        {
            sink.Flush();
            Write(sink, OneNumber, [1L]);
        }

        Assert.Equal("", output.ToString());
    }

    [Fact]
    public void It_says_that_it_delivers_at_least_once_and_takes_the_journals_progress()
    {
        using var sink = new ConsoleSink(TextWriter.Null, OneNumber, 2);
        var journaled = new SinkProgress([4, 7], default);
        Assert.Same(journaled, sink.Open(journaled));
        Assert.False(sink.IsExactlyOnce);
    }

    [Fact]
    public void A_closed_terminal_is_a_fault_that_says_so()
    {
        var output = new StringWriter();
        using var sink = new ConsoleSink(output, OneNumber, 2);
        Write(sink, OneNumber, [1L]);
        output.Dispose();
        var error = Assert.Throws<SinkException>(() => sink.Flush());
        Assert.Contains("the terminal or pipe is closed", error.Message, StringComparison.Ordinal);
        Assert.False(error.IsTransient);
    }

    private static void Write(ConsoleSink sink, ResultColumn[] schema, params object?[][] rows) =>
        sink.Write(new ShardId(0), 1, Rows.Of(schema, rows));
}
