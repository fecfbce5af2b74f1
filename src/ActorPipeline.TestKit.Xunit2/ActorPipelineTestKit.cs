using ActorPipeline.Plan;
using ActorPipeline.Runtime.Regions;
using Akka.Actor;
using Akka.Configuration;
using Akka.TestKit;
using Xunit.Abstractions;

namespace ActorPipeline.TestKit.Xunit2;

/// <summary>
/// Akka.NET's test kit with the region of a pipeline, on virtual time, that can crash and be started again: for tests
/// of actors that live beside a pipeline's. The pipeline runs as in a <see cref="PipelineTest"/>, from a seed and in
/// memory. Who tells the <see cref="Region"/> something runs the pipeline until nothing more happens, so an answer is
/// there when <c>Tell</c> returns.
/// <code>
/// Region.Tell(new ActorEnvelope("anna", "deposit 5"));
/// ExpectMsg(5L);
/// Crash();
/// Restart();
/// Region.Tell(new ActorEnvelope("anna", "deposit 5"));
/// ExpectMsg(10L);
/// </code>
/// </summary>
public abstract class ActorPipelineTestKit : Akka.TestKit.Xunit2.TestKit
{
    private static readonly Config _time = ConfigurationFactory.ParseString(
        """akka.scheduler.implementation = "Akka.TestKit.TestScheduler, Akka.TestKit" """);

    private static readonly TimeSpan _slice = TimeSpan.FromMilliseconds(10);

    private readonly PipelineRun _run;

    /// <summary>A test of a plan, whose pipeline runs.</summary>
    /// <param name="plan">The pipeline; its source and sinks are replaced by some in memory.</param>
    /// <param name="options">How it runs; null for the defaults.</param>
    /// <param name="config">
    /// The configuration of <see cref="Akka.TestKit.TestKitBase.Sys"/>, before the kit's own, which has its scheduler
    /// on virtual time.
    /// </param>
    /// <param name="output">Where Akka's log goes; null for nowhere.</param>
    protected ActorPipelineTestKit(
        PipelinePlan plan,
        PipelineTestOptions? options = null,
        Config? config = null,
        ITestOutputHelper? output = null)
        : base((config ?? Config.Empty).WithFallback(_time), "test", output)
    {
        _run = new PipelineRun(new PipelineTest(plan, options));
        Region = Sys.ActorOf(RegionActor.Props(_run), "region");

        // Until it has begun, what it is told is handled later, on another thread.
        Region.Ask<ActorIdentity>(new Identify(null), TestKitSettings.DefaultTimeout).GetAwaiter().GetResult();
    }

    /// <summary>
    /// The pipeline's actors: takes <see cref="ActorEnvelope"/>s and answers as in production. While no process runs,
    /// what it is told goes to the dead letters, as to a node that is down.
    /// </summary>
    public IActorRef Region { get; }

    /// <summary>
    /// The pipeline itself: its results and dead letters, its input, the faults of its journal. For one thread at a
    /// time: not while actors tell the region something.
    /// </summary>
    public PipelineTest Test => _run.Test;

    /// <summary>Lets time pass bit by bit, for the pipeline and for timers of the system's actors.</summary>
    /// <param name="time">How much; not negative.</param>
    public void Advance(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        var slice = TimeSpan.FromTicks(Math.Max(_slice.Ticks, time.Ticks / 100));
        for (var left = time; left > TimeSpan.Zero; left -= slice)
        {
            var step = left < slice ? left : slice;
            _run.Do(test =>
            {
                if (test.IsRunning)
                {
                    test.Advance(step);
                }
                else
                {
                    test.Clock.Advance(step);
                }
            });
            (Sys.Scheduler as TestScheduler)?.Advance(step);
        }
    }

    /// <summary>
    /// A power cut, now: what is not committed is gone, and who waits for an answer gets none.
    /// </summary>
    public void Crash() => _run.Do(test => test.Crash());

    /// <summary>Starts the pipeline again, from its journal; after a crash first where it still runs.</summary>
    public void Restart() => _run.Do(test =>
    {
        if (test.IsRunning)
        {
            test.Crash();
        }

        test.Start();
        test.RunUntilIdle();
    });

    /// <inheritdoc />
    protected override void AfterAll()
    {
        _run.Dispose();
        base.AfterAll();
    }
}
