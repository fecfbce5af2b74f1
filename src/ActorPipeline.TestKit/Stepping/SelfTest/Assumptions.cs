using Akka.Actor;
using Akka.Streams;
using Akka.Streams.Dsl;

namespace ActorPipeline.TestKit.Stepping.SelfTest;

/// <summary>
/// What the simulator relies on of Akka's insides, tried out before it runs: where an upgrade of Akka or .NET changes
/// one, a seed would not give the same run any more, and nobody would know why.
/// </summary>
internal static class Assumptions
{
    private const int Messages = 5;

    private static readonly Lazy<bool> _hold = new(() => CheckAll());

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Assumption> All { get; } =
    [
        new(
            "nothing is handled before its turn",
            "SeededDispatcher.ExecuteTask, which Akka.Dispatch.MessageDispatcher calls for each mailbox that has work; "
            + "SeededSystem.SettingsOf, which names every dispatcher of Akka's reference.conf",
            system => Told(system, (_, log) => log.Count == 0 ? null : $"{log.Count} messages were")),
        new(
            "a turn handles one message",
            "SeededDispatcher.Throughput and ThroughputDeadlineTime, as Akka.Dispatch.Mailbox.ProcessMailbox reads "
            + "them",
            system => Told(system, OneATurn)),
        new(
            "messages from one sender stay in order",
            "SeededQueue, and Akka.Actor.ActorCell, which puts them in",
            system => Told(system, (s, log) =>
            {
                Finish(s);
                return log.SequenceEqual(Enumerable.Range(0, Messages)) ? null : string.Join(", ", log);
            })),
        new(
            "a turn is a mailbox that knows its actor",
            "SeededSystem.StageOf: Akka.Dispatch.Mailbox and its MessageQueue; SeededQueue: the elements of a path",
            system => Told(system, (s, _) =>
                s.RunOne(new Random(0), stage => stage == "pipeline") ? null : "no turn is of stage 'pipeline'")),
        new(
            "an actor that has stopped is done when no turn is left",
            "Akka.Actor.ActorCell.Terminate, and the system messages that it sends",
            Stops),
        new(
            "timers are the clock's",
            "ManualScheduler: Akka.Actor.SchedulerBase; the setting akka.scheduler.implementation; "
            + "Akka.Actor.Scheduler.TimerScheduler, by which actors have them",
            Timers),
        new(
            "a graph runs by turns alone",
            "Akka.Streams.Implementation.ActorMaterializerImpl: the dispatchers of its interpreters and supervisor",
            Graph),
        new(
            "a seed gives the same order of turns twice",
            "Akka.Util.ThreadLocalRandom, the hash of strings, which orders children, and counters for names: what is "
            + "new in Akka that takes a turn of its own",
            Repeats),
    ];

    /// <summary>Tries all, once a process.</summary>
    /// <exception cref="InvalidOperationException">One does not hold.</exception>
    public static void CheckOnce() => _ = _hold.Value;

    /// <summary>Tries these.</summary>
    /// <exception cref="InvalidOperationException">One does not hold.</exception>
    public static void Check(IEnumerable<Assumption> assumptions, SeededSystem system)
    {
        foreach (var assumption in assumptions)
        {
            var seen = assumption.Holds(system);
            Finish(system);
            if (seen is not null)
            {
                throw new InvalidOperationException(
                    $"The simulator assumes of Akka {typeof(ActorSystem).Assembly.GetName().Version} on .NET "
                    + $"{Environment.Version} that {assumption.Text}, and it does not hold: {seen}. Look at "
                    + $"{assumption.LookAt}.");
            }
        }
    }

    private static bool CheckAll()
    {
        var system = SeededSystem.Rent(new ManualClock());
        Check(All, system);
        system.Return(ActorRefs.Nobody);
        return true;
    }

    /// <summary>Looks at a system where an actor has been told some numbers, and nobody has had a turn.</summary>
    private static string? Told(SeededSystem system, Func<SeededSystem, List<int>, string?> look)
    {
        var log = new List<int>();
        var actor = system.System.ActorOf(Scribe.Props(log));
        Finish(system);
        for (var i = 0; i < Messages; i++)
        {
            actor.Tell(i, ActorRefs.NoSender);
        }

        var seen = look(system, log);
        system.System.Stop(actor);
        return seen;
    }

    private static string? OneATurn(SeededSystem system, List<int> log)
    {
        for (var turn = 1; turn <= Messages; turn++)
        {
            system.RunOne(new Random(0));
            if (log.Count != turn)
            {
                return $"after {turn} turns {log.Count} messages were handled";
            }
        }

        return null;
    }

    private static string? Stops(SeededSystem system)
    {
        var actor = system.System.ActorOf(Scribe.Props([]));
        Finish(system);
        system.System.Stop(actor);
        Finish(system);
        return ((ActorRefWithCell)actor).Underlying.IsTerminated ? null : "it still runs";
    }

    private static string? Timers(SeededSystem system)
    {
        var log = new List<int>();
        var actor = system.System.ActorOf(Scribe.Props(log));
        actor.Tell(TimeSpan.FromHours(1), ActorRefs.NoSender);
        Finish(system);
        system.Clock.Advance(TimeSpan.FromMinutes(59));
        Finish(system);
        var early = log.Count;
        system.Clock.Advance(TimeSpan.FromMinutes(2));
        Finish(system);
        system.System.Stop(actor);
        return (early, log.Count) == (0, 1) ? null : $"{early} came due before their time, {log.Count} in all, of 1";
    }

    private static string? Graph(SeededSystem system)
    {
        var ended = Source.From(Enumerable.Range(0, Messages)).Async()
            .RunWith(Sink.Aggregate<int, int>(0, (sum, n) => sum + n), system.System.Materializer());
        if (ended.IsCompleted)
        {
            return "it was done before its first turn";
        }

        Finish(system);
        return ended.IsCompletedSuccessfully ? null : "no turn is left, and it is not done";
    }

    private static string? Repeats(SeededSystem system)
    {
        var (once, again) = (Order(system), Order(system));
        return once.SequenceEqual(again) ? null : $"{string.Join(' ', once)}, then {string.Join(' ', again)}";
    }

    private static List<int> Order(SeededSystem system)
    {
        var log = new List<int>();
        var actors = Enumerable.Range(0, Messages).Select(_ => system.System.ActorOf(Scribe.Props(log))).ToList();
        Finish(system);
        for (var i = 0; i < Messages * Messages; i++)
        {
            actors[i % Messages].Tell(i, ActorRefs.NoSender);
        }

        var random = new Random(1);
        while (system.RunOne(random))
        {
        }

        actors.ForEach(system.System.Stop);
        Finish(system);
        return log;
    }

    private static void Finish(SeededSystem system)
    {
        while (system.RunOne(new Random(0)))
        {
        }
    }
}
