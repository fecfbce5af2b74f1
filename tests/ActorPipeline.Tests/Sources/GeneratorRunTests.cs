using ActorPipeline.Plan;
using ActorPipeline.Records;
using ActorPipeline.Sources;

namespace ActorPipeline.Tests.Sources;

/// <summary>How a generator behaves as a source: its rate, its end, its settings.</summary>
public sealed class GeneratorRunTests
{
    private readonly ManualTime _time = new();
    private readonly RecordBatch _batch = new([]);
    private readonly List<ReadRow> _rows = [];

    private static GeneratorSourceSpec Spec => GeneratorTests.Spec(GeneratorKind.Metrics);

    [Fact]
    public void A_rate_is_held_by_the_clock()
    {
        using var source = SourceFactory.Open(Spec with { RatePerSecond = 20, Count = 22 }, default, _time);
        var partition = source.Partitions[0];
        partition.Seek(0);
        Assert.Equal(1, ReadAll(partition));
        _time.Advance(TimeSpan.FromMilliseconds(99));
        Assert.Equal(0, ReadAll(partition));
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, ReadAll(partition));
        _time.Advance(TimeSpan.FromMilliseconds(500));
        Assert.Equal(5, ReadAll(partition));
        Assert.Equal(ReadResult.Idle, Reading.Next(partition, _batch, _rows));
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(4, ReadAll(partition));
        Assert.Equal(ReadResult.Ended, Reading.Next(partition, _batch, _rows));
    }

    [Fact]
    public void A_rate_starts_anew_where_a_run_resumes()
    {
        using var source = SourceFactory.Open(Spec with { RatePerSecond = 20, Count = null }, default, _time);
        source.Partitions[1].Seek(1_000_000_000);
        Assert.Equal(1, ReadAll(source.Partitions[1]));
        Assert.Equal((1_000_000_000, 1_000_000_001), (_batch.From, _batch.To));
    }

    [Fact]
    public void Without_count_there_is_no_end()
    {
        using var source = Reading.Open(Spec with { Count = null });
        source.Partitions[0].Seek(long.MaxValue / 8);
        Assert.Equal(ReadResult.Filled, Reading.Next(source.Partitions[0], _batch, _rows));
    }

    [Fact]
    public void A_record_beyond_the_limit_is_a_dead_row()
    {
        var spec = Spec with { MaxRecordBytes = 40 };
        using var source = Reading.Open(spec);
        Reading.Rows(source.Partitions[0], 0, batch =>
        {
            Assert.Equal(batch.RowCount, batch.DeadRows.Count);
            Assert.All(batch.DeadRows, dead => Assert.Equal(DeadReason.OverLong, dead.Reason));
            Assert.Equal(40, batch.RowBytes(0).Length);
        });
    }

    [Fact]
    public void Other_settings_refuse_the_state_and_name_both()
    {
        using var source = Reading.Open(Spec);
        using var longer = Reading.Open(Spec with { Count = 5000, RatePerSecond = 7 }, source.State);
        var error = Assert.Throws<SourceException>(() => Reading.Open(Spec with { Seed = 43 }, source.State));
        Assert.Contains("seed 42", error.Message);
        Assert.Contains("seed 43", error.Message);
    }

    [Fact]
    public void Settings_out_of_range_are_refused_with_the_range()
    {
        Refuse(Spec with { Keys = 0 }, "The generator's keys is 0; it must be 1 to 16777216.");
        Refuse(Spec with { Partitions = 0 }, "The generator's partitions is 0; it must be 1 to 65536.");
        Refuse(Spec with { MalformedShare = 1.5 }, "The generator's malformed share is 1.5; it must be 0 to 1.");
        Refuse(Spec with { Skew = double.NaN }, "The generator's skew is NaN; it must be 0 to 10.");
        Refuse(Spec with { RatePerSecond = 0 }, "The generator's rate is 0; it must be more than 0.");
        Refuse(Spec with { Kind = (GeneratorKind)99 }, "There are no made-up records of kind 99.");

        static void Refuse(GeneratorSourceSpec spec, string message) =>
            Assert.Equal(message, Assert.Throws<SourceException>(() => Reading.Open(spec)).Message);
    }

    [Fact]
    public void A_file_of_no_end_is_refused()
    {
        Assert.Throws<ArgumentException>(() => GeneratedFile.Write(Spec with { Count = null }, 0, Stream.Null));
    }

    private int ReadAll(ISourcePartition partition)
    {
        var before = _rows.Count;
        while (Reading.Next(partition, _batch, _rows) == ReadResult.Filled)
        {
        }

        return _rows.Count - before;
    }
}
