namespace ActorPipeline.Node.Tests.Commands;

public sealed class StateScenarios : IDisposable
{
    /// <summary>Two actors; an unlimited input that is stopped leaves their windows open.</summary>
    private const string Pipeline =
        """
        pipeline   = test
        source     = { generator = { kind = metrics, seed = 1, count = unlimited, keys = 2, event-rate = 1000000 } }
        decode     = { json = { k = string, ts = { type = timestamp, format = epoch-ms }, v = double } }
        event-time = { column = ts }
        key        = [k, "v > 1e9"]
        window     = { session = 1d }
        aggregate  = { n = "count()", positive = "count(v >= 0)" }
        sink       = { file = out.ndjson }
        """;

    private readonly Workbench _bench = new();

    [Fact]
    public void An_actor_is_shown_with_its_open_windows_and_newest_events()
    {
        _bench.With(Pipeline);
        Assert.Equal(ExitCode.Ok, _bench.RunUntil(HasCommitted, "run", Workbench.FileName));

        Assert.Equal(ExitCode.Ok, _bench.Run("state", Workbench.FileName, "user-0", "false", "--events", "3"));

        var text = _bench.Out.ToString();
        Assert.StartsWith("k = user-0, v > 1e9 = false: actor ", text, StringComparison.Ordinal);
        Assert.Contains("  commit     ", text, StringComparison.Ordinal);
        Assert.Contains("1 open window, so far:\n", text, StringComparison.Ordinal);
        Assert.Contains("The newest 3 events after the snapshot:\n", text, StringComparison.Ordinal);
        Assert.Matches(@"2023-11-14 22:13:2\d\.?\d*Z  commit \d+  partition 0  \(v >= 0\) = true", text);
    }

    [Fact]
    public void A_key_without_an_actor_and_a_directory_without_state_are_no_failures()
    {
        _bench.With(Pipeline);
        Assert.Equal(ExitCode.Ok, _bench.Run("state", Workbench.FileName, "user-0", "false"));
        Assert.Equal("There is no state in data/test yet.\n", _bench.Out.ToString());

        _bench.Signals.Receive(isInterrupt: true);
        _bench.Run("run", Workbench.FileName);
        _bench.Out.GetStringBuilder().Clear();

        Assert.Equal(ExitCode.Ok, _bench.Run("state", Workbench.FileName, "nobody", "true"));
        Assert.Equal(
            "No actor has the key k = nobody, v > 1e9 = true: "
                + "it had no record yet, or all of its windows are closed.\n",
            _bench.Out.ToString());
    }

    [Theory]
    [InlineData("Give an argument for each part, in this order: k (string), v > 1e9 (boolean).\n", "user-0")]
    [InlineData("Give an argument for each part, in this order: k (string), v > 1e9 (boolean).\n", "user-0", "perhaps")]
    public void A_key_that_does_not_fit_the_plan_says_which_parts_there_are(string end, params string[] key)
    {
        _bench.With(Pipeline);

        Assert.Equal(ExitCode.Configuration, _bench.Run(["state", Workbench.FileName, .. key]));
        Assert.EndsWith(end, _bench.Error.ToString(), StringComparison.Ordinal);
    }

    /// <summary>Whether the journal has more in it than what opening it takes.</summary>
    private bool HasCommitted() =>
        new FileInfo(_bench.PathOf("data/test/journal.db-wal")) is { Exists: true, Length: > 1 << 20 };

    public void Dispose() => _bench.Dispose();
}
