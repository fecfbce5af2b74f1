using ActorPipeline.Journal;
using ActorPipeline.Node.Screens;
using ActorPipeline.Runtime.Hosting;
using ActorPipeline.Sharding;
using Spectre.Console;

namespace ActorPipeline.Node.Tests.Screens;

public sealed class ScreenScenarios
{
    private readonly ManualTime _time = new();

    private static PipelineStatus Running => new()
    {
        Phase = "running",
        RecordsRead = 12_000_000,
        BytesRead = 2_400_000_000,
        BytesLeft = 800_000_000,
        Counters = new PipelineCounters(12_000_000, 11_000_000, 999_997, 3, 4567),
        WatermarkUs = 1_431_857_103_000_000,
        WatermarkLagUs = 5_000_000,
        Keys = 1234,
        Queues = [("batches", 8, 8), ("journal", 1, 49)],
        Commits = 42,
        Journal = new JournalBytes(60_000_000, 1_000_000, 0, 0),
    };

    [Fact]
    public void The_live_view_shows_what_an_operator_asks_first()
    {
        Assert.Equal(
            """
            requests  running  4.0 s

              read           12,000,000 records   3,000,000/s   600 MB/s
              input          ━━━━━━━━━━━━━━━━ 75 % of 3.2 GB   1.3 s left
              queues         batches 8/8  journal 1/49
              watermark      2015-05-17 10:05:03Z   5.0 s behind the newest record
              keys           1,234
              results        4,567 rows
              dead letters   3
              journal        61.0 MB in 42 commits

            Ctrl-C stops in order; run again to go on
            """.ReplaceLineEndings("\n"),
            Live(Running, null, isStopping: false));
    }

    [Fact]
    public void The_live_view_names_what_is_waited_for_and_that_it_stops()
    {
        var text = Live(
            Running with { Phase = "draining", WaitingFor = "sink out[1].db: the database is locked" },
            null,
            isStopping: true);

        Assert.Contains("waiting for    sink out[1].db: the database is locked\n", text, StringComparison.Ordinal);
        Assert.EndsWith("stopping in order; Ctrl-C again stops at once", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_progress_of_made_up_records_is_by_their_number()
    {
        var text = Live(Running with { BytesLeft = null }, 48_000_000, isStopping: false);

        Assert.Contains(" 25 % of 48,000,000 records   12 s left\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_terminal_a_line_says_the_same()
    {
        Assert.Equal(
            "4.0 s  running  12,000,000 records  3,000,000/s  600 MB/s  keys 1,234  results 4,567  dead 3"
            + "  watermark 2015-05-17 10:05:03Z  lag 5.0 s  batches 8/8  journal 1/49  waiting: the disk is full",
            PlainProgress.Line(Running with { WaitingFor = "the disk is full" }, Meter(Running)));
    }

    [Fact]
    public void A_rate_is_that_of_the_last_seconds()
    {
        var meter = new RateMeter(_time);
        foreach (var records in (long[])[0, 1000, 2000, 3000, 3000, 3000, 3000, 3000])
        {
            meter.Take(Running with { RecordsRead = records });
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(0, meter.RecordsPerSecond);
        Assert.Equal(TimeSpan.FromSeconds(8), meter.Elapsed);
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(0.01, "under 0.1")]
    [InlineData(0.26, "0.3")]
    [InlineData(0.99, "1")]
    [InlineData(1, "1")]
    [InlineData(1.25, "1.3")]
    [InlineData(9.94, "9.9")]
    [InlineData(9.96, "10")]
    [InlineData(1999.6, "2,000")]
    public void A_slow_rate_is_not_none(double perSecond, string text) =>
        Assert.Equal(text, NumberText.Rate(perSecond));

    [Fact]
    public void One_record_a_second_is_shown_as_such()
    {
        var slow = Running with { RecordsRead = 1, BytesLeft = null };
        var meter = new RateMeter(_time);
        meter.Take(slow with { RecordsRead = 0 });
        _time.Advance(TimeSpan.FromSeconds(1.004));
        meter.Take(slow);

        Assert.Contains("  1 record  1/s  ", PlainProgress.Line(slow, meter), StringComparison.Ordinal);
    }

    [Fact]
    public void The_live_view_fits_a_terminal_of_80_columns()
    {
        var queues = Running with
        {
            Queues = [("batches", 8, 8), ("loop-0", 8, 8), ("loop-1", 8, 8), ("journal", 1, 49), ("outbox", 1, 49)],
        };

        Assert.Equal(Live(queues, 48_000_000, isStopping: false), Live(queues, 48_000_000, isStopping: false, 79));
    }

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(999, "999 B")]
    [InlineData(1000, "1.0 kB")]
    [InlineData(99_949, "99.9 kB")]
    [InlineData(99_950, "100 kB")]
    [InlineData(999_499, "999 kB")]
    [InlineData(999_500, "1.0 MB")]
    [InlineData(12_345_678_901, "12.3 GB")]
    [InlineData(5e15, "5000 TB")]
    public void Bytes_have_three_digits(double bytes, string text) => Assert.Equal(text, NumberText.Bytes(bytes));

    [Theory]
    [InlineData(0.04, "0.0 s")]
    [InlineData(9.9, "9.9 s")]
    [InlineData(59, "59 s")]
    [InlineData(61, "1:01")]
    [InlineData(3723, "1:02:03")]
    [InlineData(360_000, "100:00:00")]
    public void Durations_are_as_long_as_they_must_be(double seconds, string text) =>
        Assert.Equal(text, TimeText.Of(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(0, "1970-01-01 00:00:00Z")]
    [InlineData(long.MaxValue, "-")]
    [InlineData(long.MinValue, "-")]
    public void A_point_in_time_that_is_none_is_a_dash(long microseconds, string text) =>
        Assert.Equal(text, TimeText.Instant(microseconds));

    [Theory]
    [InlineData("/srv/logs/data/a", "data/a")]
    [InlineData("/srv/logs", ".")]
    [InlineData("/other/a", "/other/a")]
    [InlineData("/srv/logs/..a", "..a")]
    public void A_path_is_as_short_as_it_would_be_typed(string path, string text) =>
        Assert.Equal(text, new PathText("/srv/logs").Of(path));

    private RateMeter Meter(PipelineStatus status)
    {
        var meter = new RateMeter(_time);
        meter.Take(status with { RecordsRead = 0, BytesRead = 0 });
        _time.Advance(TimeSpan.FromSeconds(4));
        meter.Take(status);
        return meter;
    }

    private string Live(PipelineStatus status, long? expected, bool isStopping, int width = 100)
    {
        var output = new StringWriter { NewLine = "\n" };
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(output),
        });
        console.Profile.Width = width;
        console.Write(new LiveScreen("requests", expected).Render(status, Meter(status), isStopping));
        var lines = output.ToString().ReplaceLineEndings("\n").TrimEnd().Split('\n');
        return string.Join('\n', lines.Select(l => l.TrimEnd()));
    }
}
