using System.Text.RegularExpressions;
using ActorPipeline.TestKit.Simulation;
using Xunit.Abstractions;

namespace ActorPipeline.TestKit.Tests.Simulation;

/// <summary>The simulator can fail: it finds what is broken on purpose, soon, and says how to see it again.</summary>
public sealed class BrokenScenarios(ITestOutputHelper output)
{
    private const int MaxSeeds = 300;

    private static readonly Dictionary<string, (SimulationOptions Options, string Problem)> _broken = new()
    {
        ["a journal that does not fence"] = (Broken.JournalThatDoesNotFence, "after the shard was taken over"),
        ["a journal that forgets a commit"] = (Broken.JournalThatForgetsACommit, "the last|rebuilt from the journal"),
        ["a journal that reads an old head"] = (Broken.JournalThatReadsAnOldHead, "fenced, but nobody has taken over"),
        ["a shard log that swaps entries"] = (Broken.ShardLogThatSwapsEntries, "dead letters differ|no row for"),
        ["answers before the commit"] = (BrokenActors.AnswersBeforeTheCommit, "had been answered: one is lost"),
        ["timers that fire again after a restart"] =
            (BrokenActors.TimersThatFireAgainAfterARestart, "a second row for .*(timer|loose|job|node|bad)"),
        ["messages put aside that are lost in a restart"] =
            (BrokenActors.MessagesPutAsideThatAreLostInARestart, "no row for|the state of actor|dead letters differ"),
        ["an actor that is not pure"] =
            (BrokenActors.ActorThatIsNotPure, "rebuilt from the journal|the state of actor"),
        ["a client that expects no version"] = (BrokenActors.ClientThatExpectsNoVersion, "one was counted twice"),
        ["a sink that forgets its progress"] = (Broken.SinkThatForgetsItsProgress, "dead letters differ|no row for"),
    };

    public static TheoryData<string> Names => [.. _broken.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_broken_is_found_within_a_few_hundred_seeds(string name)
    {
        var (options, problem) = _broken[name];
        var failure = Enumerable.Range(1, MaxSeeds)
            .Select(seed => Simulator.Run(seed, options).Failure)
            .FirstOrDefault(f => f is not null && Regex.IsMatch(f.Problem, problem));

        Assert.True(failure is not null, $"{name} was not found");
        output.WriteLine(failure.ToString());
        Assert.True(failure.Schedule.Count <= failure.DrawnFaults);
        Assert.Equal(failure.ToString(), Simulator.Run(failure.Seed, options).Failure!.ToString());
        Assert.Null(Simulator.Run(failure.Seed).Failure);
    }

    [Fact]
    public void A_schedule_is_shortened_to_the_faults_that_it_takes()
    {
        var drawn = Enumerable.Range(0, 24).Select(i => new Fault(i, 0, FaultKind.Crash, 0)).ToList();
        var runs = 0;

        var shortest = Schedule.Shorten(drawn, 300, faults =>
        {
            runs++;
            return faults.Any(f => f.AtStep == 3) && faults.Any(f => f.AtStep == 17);
        });

        Assert.Equal([3, 17], shortest.Select(f => f.AtStep));
        Assert.True(runs < 100, $"{runs} runs");
    }

    [Fact]
    public void Shortening_ends_when_its_runs_are_used_up()
    {
        var drawn = Enumerable.Range(0, 24).Select(i => new Fault(i, 0, FaultKind.Crash, 0)).ToList();
        var runs = 0;

        Schedule.Shorten(drawn, 5, _ => ++runs % 2 == 0);

        Assert.Equal(5, runs);
    }

    [Fact]
    public void A_seed_gives_the_same_simulation_each_time()
    {
        for (var seed = 1; seed < 30; seed++)
        {
            Assert.Equal(Simulator.Run(seed), Simulator.Run(seed));
        }
    }
}
