using System.Text;
using ActorPipeline.Plan;
using ActorPipeline.Records;
using ActorPipeline.Sources;
using ActorPipeline.Sources.StandardInput;

namespace ActorPipeline.Tests.Sources;

public sealed class StdinTests : IDisposable
{
    private readonly PipeStream _pipe = new();
    private readonly RecordBatch _batch = new([]);
    private readonly List<ReadRow> _rows = [];
    private readonly StdinSource _source;
    private readonly ISourcePartition _partition;

    public StdinTests()
    {
        _source = new StdinSource(new StdinSourceSpec { BatchBytes = 64, MaxRecordBytes = 20 }, _pipe);
        _partition = Assert.Single(_source.Partitions);
    }

    public void Dispose()
    {
        _source.Dispose();
        _pipe.Dispose();
    }

    [Fact]
    public void Standard_input_can_not_be_replayed_and_has_no_state()
    {
        Assert.False(_source.CanReplay);
        Assert.Equal(0, _source.State.Length);
        Assert.Equal("stdin", _partition.Name);
    }

    [Fact]
    public void A_read_never_waits_and_a_line_is_a_record_when_it_is_whole()
    {
        Start(0);
        Assert.Equal(ReadResult.Idle, Read());
        Write("on");
        Assert.Equal(ReadResult.Idle, Read());
        Write("e\ntwo\nth");
        Assert.Equal(ReadResult.Filled, Read());
        Assert.Equal(["one", "two"], Texts);
        Assert.Equal(ReadResult.Idle, Read());
        Write("ree");
        End();
        Assert.Equal(ReadResult.Filled, Read());
        Assert.Equal(["one", "two", "three"], Texts);
        Assert.Equal(ReadResult.Ended, Read());
        Assert.Equal(ReadResult.Ended, Read());
    }

    [Fact]
    public void Positions_go_on_from_those_of_the_last_run()
    {
        Start(1000);
        Write("\u00EF\u00BB\u00BFone\n\ntwo\n");
        Assert.Equal(ReadResult.Filled, Read());
        Assert.Equal([1003, 1008], _rows.Select(row => row.Position));
        Assert.Equal((1000, 1012), (_batch.From, _batch.To));
        Write("three\n");
        Assert.Equal(ReadResult.Filled, Read());
        Assert.Equal((1012, 1018), (_batch.From, _batch.To));
    }

    [Fact]
    public void A_long_line_that_comes_in_pieces_is_one_dead_row()
    {
        Start(0);
        for (var i = 0; i < 30; i++)
        {
            Write("0123456789");
            Assert.Equal(ReadResult.Idle, Read());
        }

        Write("rest\nnext\n");
        Assert.Equal(ReadResult.Filled, Read());
        Assert.Equal((0, 305), (_batch.From, _batch.To));
        Assert.Equal(ReadResult.Filled, Read());
        Assert.Equal(
            [new ReadRow(0, "01234567890123456789", true), new ReadRow(305, "next", false)], _rows);
    }

    [Fact]
    public void A_long_line_at_the_end_is_one_dead_row()
    {
        Start(0);
        Write(new string('x', 50));
        Assert.Equal(ReadResult.Idle, Read());
        End();
        Assert.Equal(ReadResult.Filled, Read());
        Assert.Equal([new ReadRow(0, new string('x', 20), true)], _rows);
        Assert.Equal(50, _batch.To);
        Assert.Equal(ReadResult.Ended, Read());
    }

    [Fact]
    public void A_reader_that_falls_behind_holds_the_writer_back()
    {
        Start(0);
        // Four buffers are filled; then nobody asks the stream for more.
        for (var i = 0; i < 4; i++)
        {
            _pipe.Write(Encoding.Latin1.GetBytes($"line {i}\n"));
            Assert.True(i == 3 || _pipe.WaitForRead());
        }

        Assert.False(_pipe.WaitForRead(50));
        while (_rows.Count < 4)
        {
            Read();
        }

        Assert.True(_pipe.WaitForRead());
        Assert.Equal(["line 0", "line 1", "line 2", "line 3"], Texts);
    }

    [Fact]
    public void What_came_before_a_fault_is_read_first()
    {
        Start(0);
        Write("one\n");
        _pipe.Break(new IOException("Input/output error"));
        Assert.Equal(ReadResult.Filled, Read());
        var error = Assert.Throws<SourceException>(ReadUntilEnd);
        Assert.StartsWith("Reading standard input failed: Input/output error", error.Message);
        Assert.False(error.IsTransient);
    }

    private IEnumerable<string> Texts => _rows.Select(row => row.Text);

    private void Start(long position)
    {
        _partition.Seek(position);
        Assert.True(_pipe.WaitForRead());
    }

    private void Write(string text)
    {
        _pipe.Write(Encoding.Latin1.GetBytes(text));
        Assert.True(_pipe.WaitForRead());
    }

    // There is no next read to wait for; the thread's last step is short.
    private void End()
    {
        _pipe.End();
        Assert.True(SpinWait.SpinUntil(() => _source.HasStopped, 10_000));
    }

    private ReadResult Read() => Reading.Next(_partition, _batch, _rows);

    private void ReadUntilEnd()
    {
        while (Read() != ReadResult.Ended)
        {
            Thread.Yield();
        }
    }
}
