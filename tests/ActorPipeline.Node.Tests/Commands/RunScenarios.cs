using System.Text.Json;

namespace ActorPipeline.Node.Tests.Commands;

public sealed class RunScenarios : IDisposable
{
    private readonly Workbench _bench = new();

    private string Results => File.ReadAllText(_bench.PathOf("out.ndjson"));

    [Fact]
    public void A_run_writes_results_and_says_where_they_are_and_that_nothing_is_lost()
    {
        Input(("a", 1), ("b", 2), ("a", 3));

        var code = Run();

        Assert.Equal(ExitCode.Ok, code);
        Assert.Equal([("a", 2L), ("b", 1L)], Counts());
        var text = _bench.Error.ToString();
        Assert.Contains("test done: the input came to its end\n", text, StringComparison.Ordinal);
        Assert.Contains(
            "in all        in 3 = applied 3 + filtered 0 + dead 0\n"
            + "  results       2 rows, in out.ndjson\n"
            + "  dead letters  0, in data/test/dead-letters.ndjson\n",
            text,
            StringComparison.Ordinal);
        Assert.Empty(_bench.Out.ToString());
    }

    [Fact]
    public void Every_record_is_applied_filtered_or_dead()
    {
        Input(("a", 1), ("b", 2));
        File.AppendAllText(_bench.PathOf("in.ndjson"), "{\"user\": 3\n");

        Run("--set", "where=user != 'b'");

        Assert.Contains("in 3 = applied 1 + filtered 1 + dead 1", _bench.Error.ToString(), StringComparison.Ordinal);
        Assert.Contains("\"record\":\"{\\\"user\\\": 3\"", File.ReadAllText(
            _bench.PathOf("data/test/dead-letters.ndjson")), StringComparison.Ordinal);
    }

    [Fact]
    public void The_reasons_of_a_run_s_dead_letters_are_counted_and_a_disorder_of_the_input_is_asked_about()
    {
        _bench.With(Workbench.Minimal).With(
            string.Concat(Enumerable.Range(0, 9).Select(i => Record("a", $"2024-01-01T{(i % 3) * 2:D2}:00:00Z")))
                + "broken\n",
            "in.ndjson");
        Run();
        Assert.Contains(
            "  dead letters  5, in data/test/dead-letters.ndjson\n"
            + "                this run: 4 late, 1 malformed\n"
            + "                4 of 10 late: is the input in order of time? event-time.out-of-order = 5s, "
            + "allowed-lateness = 0s\n",
            _bench.Error.ToString(),
            StringComparison.Ordinal);

        _bench.Error.GetStringBuilder().Clear();
        File.AppendAllText(_bench.PathOf("in.ndjson"), "broken\n");
        Run();
        Assert.Contains(
            "  dead letters  6, in data/test/dead-letters.ndjson\n                this run: 1 malformed\n  journal",
            _bench.Error.ToString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_run_goes_on_and_changes_nothing_when_there_is_nothing_new()
    {
        Input(("a", 1));
        Run();
        var before = Results;

        var code = Run();

        Assert.Equal(ExitCode.Ok, code);
        Assert.Equal(before, Results);
        Assert.Contains("Going on after 1 record.", _bench.Error.ToString(), StringComparison.Ordinal);
        Assert.Contains("this run      nothing new in the input", _bench.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Fresh_starts_over_and_says_what_it_removed()
    {
        Input(("a", 1));
        File.AppendAllText(_bench.PathOf("in.ndjson"), "broken\n");
        Run();
        _bench.Error.GetStringBuilder().Clear();

        var code = Run("--fresh");

        Assert.Equal(ExitCode.Ok, code);
        Assert.Equal([("a", 1L)], Counts());
        var removed = _bench.Error.ToString().Split('\n')
            .Where(l => l.StartsWith("Removed: ", StringComparison.Ordinal))
            .Select(l => l[9..l.IndexOf(" (", StringComparison.Ordinal)]);
        Assert.Equal(
            ["results out.ndjson", "dead letters data/test/dead-letters.ndjson", "journal data/test/journal.db"],
            removed);
    }

    [Fact]
    public void A_change_that_the_state_cannot_follow_is_refused_with_the_ways_on()
    {
        Input(("a", 1));
        Run();
        var before = Results;

        var code = Run("--set", "window.tumbling=5m");

        Assert.Equal(ExitCode.Journal, code);
        Assert.EndsWith(
            "data/test holds state that this pipeline can't carry on:\n"
            + "  window: tumbling 1m -> tumbling 5m\n"
            + "      open windows have the old bounds\n"
            + $"{PlanState.WaysOn}\n",
            _bench.Error.ToString(),
            StringComparison.Ordinal);
        Assert.Equal(before, Results);
    }

    [Fact]
    public void Another_data_directory_is_another_state()
    {
        Input(("a", 1));
        Run();

        var code = Run("--set", "window.tumbling=5m", "--set", "sink.file=other.ndjson", "--data-dir", "elsewhere");

        Assert.Equal(ExitCode.Ok, code);
        Assert.True(File.Exists(_bench.PathOf("elsewhere/journal.db")));
        Assert.True(File.Exists(_bench.PathOf("other.ndjson")));
    }

    [Fact]
    public void Another_sink_takes_the_results_from_now_on()
    {
        Input(("a", 1));
        Run();
        File.AppendAllText(_bench.PathOf("in.ndjson"), "{\"user\":\"b\",\"at\":\"2024-01-01T01:00:00Z\"}\n");

        var code = Run("--set", "sink.file=second.csv");

        Assert.Equal(ExitCode.Ok, code);
        Assert.Equal(
            "user,window_start,window_end,count\nb,2024-01-01T01:00:00Z,2024-01-01T01:01:00Z,1\n",
            File.ReadAllText(_bench.PathOf("second.csv")).ReplaceLineEndings("\n"));
        Assert.Equal([("a", 1L)], Counts());
    }

    [Fact]
    public void A_console_sink_prints_to_the_standard_output()
    {
        Input(("a", 1), ("a", 2));

        var code = Run("--set", "sink=console");

        Assert.Equal(ExitCode.Ok, code);
        Assert.Contains("2024-01-01T00:00:00Z", _bench.Out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_stop_that_was_asked_for_ends_in_order_and_the_next_run_goes_on()
    {
        _bench.With(Workbench.Minimal + "source = null, source.generator = { kind = orders, count = unlimited }");
        _bench.Signals.Receive(isInterrupt: true);

        var code = Run();

        Assert.Equal(ExitCode.Ok, code);
        Assert.Contains("stopped in order: run again to go on", _bench.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_interrupt_stops_at_once()
    {
        Input(("a", 1));
        _bench.Signals.Receive(isInterrupt: true);
        _bench.Signals.Receive(isInterrupt: true);

        Assert.Equal(ExitCode.Interrupted, Run());
    }

    [Fact]
    public void A_termination_after_an_interrupt_still_stops_in_order()
    {
        _bench.Signals.Receive(isInterrupt: true);
        _bench.Signals.Receive(isInterrupt: false);

        Assert.True(_bench.Signals.Drain.IsCancellationRequested);
        Assert.False(_bench.Signals.Abort.IsCancellationRequested);
    }

    public void Dispose() => _bench.Dispose();

    private int Run(params string[] options) => _bench.Run(["run", Workbench.FileName, .. options]);

    private void Input(params (string User, int Second)[] records)
    {
        var lines = records.Select(r => $"{{\"user\":\"{r.User}\",\"at\":\"2024-01-01T00:00:{r.Second:D2}Z\"}}\n");
        _bench.With(Workbench.Minimal).With(string.Concat(lines), "in.ndjson");
    }

    private static string Record(string user, string at) => $"{{\"user\":\"{user}\",\"at\":\"{at}\"}}\n";

    private (string User, long Count)[] Counts() =>
    [
        .. Results.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement)
            .Select(r => (r.GetProperty("user").GetString()!, r.GetProperty("count").GetInt64()))
            .Order(),
    ];
}
