using System.Text;
using ActorPipeline.Plan;
using ActorPipeline.Records;
using ActorPipeline.Sinks;
using ActorPipeline.Sinks.Formats;

namespace ActorPipeline.Tests.Sinks;

public sealed class FileSinkTests : IDisposable
{
    private static readonly ResultColumn[] Schema = [new("n", ColumnType.Int64, true)];
    private static readonly SinkProgress Nothing = new([0], default);
    private readonly string _directory = Directory.CreateTempSubdirectory("file-sink-").FullName;

    private string FilePath => Path.Combine(_directory, "new", "out.ndjson");

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void The_first_opening_creates_the_file_and_its_directory()
    {
        using var sink = Open(Nothing);
        Write(sink, 1, 2);
        Assert.Equal("", Content());
        sink.Flush();
        Assert.Equal("{\"n\":1}\n{\"n\":2}\n", Content());
        Assert.True(sink.IsExactlyOnce);
    }

    [Fact]
    public void Reopening_cuts_what_was_written_after_the_journaled_flush()
    {
        ReadOnlyMemory<byte> journaled;
        using (var sink = Open(Nothing))
        {
            Write(sink, 1);
            journaled = sink.Flush();
            Write(sink, 2);
            sink.Flush();
        }

        File.AppendAllText(FilePath, "{\"n\":");
        using var again = Open(new SinkProgress([1], journaled));
        Assert.Equal("{\"n\":1}\n", Content());
        Write(again, 2);
        again.Flush();
        Assert.Equal("{\"n\":1}\n{\"n\":2}\n", Content());
    }

    [Fact]
    public void Disposing_does_not_write_what_was_not_flushed()
    {
        using (var sink = Open(Nothing))
        {
            Write(sink, 1);
        }

        Assert.Equal("", Content());
    }

    [Fact]
    public void A_crash_before_the_first_rows_were_flushed_is_healed_by_the_state_of_the_empty_file()
    {
        ReadOnlyMemory<byte> journaled;
        using (var sink = Open(Nothing))
        {
            journaled = sink.Flush();
            Assert.False(journaled.IsEmpty);
            Write(sink, [.. Enumerable.Range(0, 300_000).Select(n => (long)n)]);
        }

        Assert.NotEqual("", Content());
        using var again = Open(new SinkProgress([0], journaled));
        Assert.Equal("", Content());
    }

    [Fact]
    public void More_rows_than_the_buffer_holds_arrive_whole_and_in_order()
    {
        var numbers = Enumerable.Range(0, 300_000).Select(n => (long)n).ToArray();
        using var sink = Open(Nothing);
        Write(sink, numbers);
        sink.Flush();
        Assert.Equal(numbers.Select(n => $"{{\"n\":{n}}}"), File.ReadLines(FilePath));
    }

    [Fact]
    public void A_row_longer_than_the_buffer_arrives_whole()
    {
        ResultColumn[] schema = [new("text", ColumnType.String, true)];
        var text = new string('\u0001', 3_000_000);
        using var sink = new FileSink(FilePath, new NdjsonFormat(schema));
        sink.Open(Nothing);
        sink.Write(new ShardId(0), 1, Rows.Of(schema, ["a"], [text], ["b"]));
        sink.Flush();
        var lines = File.ReadAllLines(FilePath);
        Assert.Equal(3, lines.Length);
        Assert.Equal((6 * text.Length) + "{\"text\":\"\"}".Length, lines[1].Length);
    }

    [Fact]
    public void A_first_opening_refuses_a_file_that_is_not_empty()
    {
        Put("precious\n");
        var error = Refused(Nothing);
        Assert.Contains("it holds 9 bytes that this pipeline's journal", error.Message, StringComparison.Ordinal);
        Assert.Contains("--fresh", error.Message, StringComparison.Ordinal);
        Assert.Equal("precious\n", Content());
    }

    [Fact]
    public void A_first_opening_may_overwrite_when_told_to()
    {
        Put("old\n");
        using var sink = new FileSink(FilePath, new NdjsonFormat(Schema), overwrite: true);
        sink.Open(Nothing);
        Assert.Equal("", Content());
    }

    [Fact]
    public void A_missing_a_short_and_a_foreign_file_are_refused_and_left_alone()
    {
        var journaled = new SinkProgress([1], FlushedState(1, 2, 3));
        var good = Content();

        Put(good.Replace('2', '9') + "{\"n\":4}\n");
        Assert.Contains("its content was changed or replaced", Refused(journaled).Message, StringComparison.Ordinal);
        Put(good[..^1]);
        Assert.Contains("has 23 bytes, less than the 24", Refused(journaled).Message, StringComparison.Ordinal);
        Assert.Equal(good[..^1], Content());
        File.Delete(FilePath);
        Assert.Contains("it is missing; the journal has 24", Refused(journaled).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(FilePath));
        Put(good);
        Open(journaled).Dispose();
    }

    [Fact]
    public void A_foreign_file_in_the_place_of_an_empty_one_is_not_emptied()
    {
        var journaled = new SinkProgress([0], FlushedState());
        Put("precious\n");
        Assert.Contains("its content was changed or replaced", Refused(journaled).Message, StringComparison.Ordinal);
        Assert.Equal("precious\n", Content());
    }

    [Fact]
    public void A_state_that_is_no_files_is_refused()
    {
        Put("");
        var error = Refused(new SinkProgress([1], new byte[] { 9, 9 }));
        Assert.Contains("of another sink or version", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_removed_or_appended_to_while_the_pipeline_runs_is_noticed_at_the_flush()
    {
        using var sink = Open(Nothing);
        Write(sink, 1);
        sink.Flush();
        File.AppendAllText(FilePath, "more");
        Write(sink, 2);
        // Writing over the foreign bytes hides nothing: the length tells.
        File.AppendAllText(FilePath, "and more");
        Assert.Equal(SinkFault.Mismatch, Assert.Throws<SinkException>(() => sink.Flush()).Fault);
        File.Delete(FilePath);
        Assert.Equal(SinkFault.Mismatch, Assert.Throws<SinkException>(() => sink.Flush()).Fault);
    }

    [Fact]
    public void A_flush_without_new_rows_returns_the_same_state()
    {
        using var sink = Open(Nothing);
        Write(sink, 1);
        var state = sink.Flush().ToArray();
        Assert.Equal(state, sink.Flush().ToArray());
        Write(sink);
        Assert.Equal(state, sink.Flush().ToArray());
    }

    [Fact]
    public void A_header_is_written_once_before_the_first_row()
    {
        using (var sink = new FileSink(FilePath, new CsvFormat(Schema)))
        {
            sink.Open(Nothing);
            sink.Flush();
            Assert.Equal("", Content());
            sink.Write(new ShardId(0), 1, Rows.Of(Schema, [1L]));
            var journaled = sink.Flush();
            sink.Dispose();
            using var again = new FileSink(FilePath, new CsvFormat(Schema));
            again.Open(new SinkProgress([1], journaled));
            again.Write(new ShardId(0), 2, Rows.Of(Schema, [2L]));
            again.Flush();
        }

        Assert.Equal("n\r\n1\r\n2\r\n", Content());
    }

    private FileSink Open(SinkProgress journaled)
    {
        var sink = new FileSink(FilePath, new NdjsonFormat(Schema));
        Assert.Same(journaled, sink.Open(journaled));
        return sink;
    }

    private SinkException Refused(SinkProgress journaled)
    {
        using var sink = new FileSink(FilePath, new NdjsonFormat(Schema));
        var error = Assert.Throws<SinkException>(() => sink.Open(journaled));
        Assert.Equal(SinkFault.Mismatch, error.Fault);
        Assert.False(error.IsTransient);
        Assert.Contains(FilePath, error.Message, StringComparison.Ordinal);
        return error;
    }

    private byte[] FlushedState(params long[] numbers)
    {
        using var sink = Open(Nothing);
        Write(sink, numbers);
        return sink.Flush().ToArray();
    }

    private static void Write(FileSink sink, params long[] numbers) =>
        sink.Write(new ShardId(0), 1, Rows.Of(Schema, [.. numbers.Select(n => new object?[] { n })]));

    private string Content() => File.ReadAllText(FilePath, Encoding.UTF8);

    private void Put(string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(FilePath)!);
        File.WriteAllText(FilePath, content);
    }
}
