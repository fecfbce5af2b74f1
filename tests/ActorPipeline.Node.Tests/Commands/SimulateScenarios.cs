namespace ActorPipeline.Node.Tests.Commands;

public sealed class SimulateScenarios : IDisposable
{
    private readonly Workbench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void A_few_simulations_say_what_happened_in_them()
    {
        var code = _bench.Run("simulate", "--seeds", "20", "--first", "7");

        Assert.Equal(ExitCode.Ok, code);
        var text = _bench.Out.ToString();
        Assert.StartsWith("20 simulations, seeds 7 to 26: every invariant held.\n", text, StringComparison.Ordinal);
        Assert.Contains(" crashed, ", text, StringComparison.Ordinal);
    }

    [Fact]
    public void One_seed_is_the_same_each_time()
    {
        Assert.Equal(ExitCode.Ok, _bench.Run("simulate", "--seed", "9"));
        var text = _bench.Out.ToString();
        _bench.Out.GetStringBuilder().Clear();
        _bench.Run("simulate", "--seeds", "1", "--first", "9");

        Assert.StartsWith("1 simulation, seed 9: every invariant held.\n", text, StringComparison.Ordinal);
        Assert.Equal(text, _bench.Out.ToString());
    }

    [Fact]
    public void A_stop_ends_it_between_two_simulations()
    {
        _bench.Signals.Receive(isInterrupt: false);

        Assert.Equal(ExitCode.Ok, _bench.Run("simulate"));

        Assert.Equal("Stopped before the first simulation.\n", _bench.Out.ToString());
    }
}
