using System.Collections.Concurrent;
using ActorPipeline.Runtime.Hosting;
using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Streams;

namespace ActorPipeline.TestKit.Stepping;

/// <summary>
/// An actor system in which nothing happens by itself: every turn of an actor, one message each, is taken by whoever
/// steps it, on his thread, in an order that he chooses; its time is a <see cref="ManualClock"/>'s. Systems are used
/// again, because making one costs more than many a test; in between all actors are stopped.
/// </summary>
internal sealed class SeededSystem
{
    private const string IdSetting = "actorpipeline-test.system";

    private static readonly ConcurrentDictionary<int, SeededSystem> _all = new();
    private static readonly ConcurrentBag<SeededSystem> _idle = [];
    private static int _count;

    private readonly Lock _lock = new();
    private readonly List<IRunnable> _ready = [];

    private SeededSystem()
    {
        var id = Interlocked.Increment(ref _count);
        _all[id] = this;
        System = ActorSystem.Create("test", SettingsOf(id));

        // The first graph of a system makes actors of the system's own: a system that is new is to be like a used one.
        System.Materializer();
        RunAll();
    }

    /// <summary>The system.</summary>
    public ActorSystem System { get; }

    /// <summary>Its time.</summary>
    public ManualClock Clock { get; private set; } = new();

    /// <summary>Whether any actor has a turn to take.</summary>
    public bool IsReady
    {
        get
        {
            lock (_lock)
            {
                return _ready.Count > 0;
            }
        }
    }

    /// <summary>A system without actors, by this clock.</summary>
    public static SeededSystem Rent(ManualClock clock)
    {
        if (!_idle.TryTake(out var system))
        {
            system = new SeededSystem();
        }

        system.Clock = clock;
        return system;
    }

    /// <summary>The system whose settings these are.</summary>
    public static SeededSystem Of(Config settings) => _all[settings.GetInt(IdSetting)];

    /// <summary>Stops an actor with all below it, and gives the system back.</summary>
    public void Return(IActorRef actor)
    {
        System.Stop(actor);
        RunAll();

        // Timers that are still set belong to this clock: they come due for nobody.
        Clock = new ManualClock();
        _idle.Add(this);
    }

    /// <summary>Takes a turn of one of those that are ready; false when there is none of these.</summary>
    /// <param name="random">Chooses.</param>
    /// <param name="mayRun">Whether the stage with this name may have a turn; null for all.</param>
    public bool RunOne(Random random, Func<string, bool>? mayRun = null)
    {
        IRunnable? next = null;
        lock (_lock)
        {
            if (mayRun is null)
            {
                next = _ready.Count > 0 ? TakeAt(random.Next(_ready.Count)) : null;
            }
            else if (_ready.FindAll(r => mayRun(StageOf(r))) is { Count: > 0 } some)
            {
                next = TakeAt(_ready.IndexOf(some[random.Next(some.Count)]));
            }
        }

        next?.Run();
        return next is not null;
    }

    /// <summary>Lets all that are ready now take a turn each, in an order of its own.</summary>
    /// <param name="random">Chooses the order.</param>
    /// <param name="afterEach">Called after each turn; false ends the round.</param>
    public bool RunRound(Random random, Func<bool> afterEach)
    {
        IRunnable[] round;
        lock (_lock)
        {
            round = [.. _ready];
            _ready.Clear();
        }

        random.Shuffle(round);
        for (var i = 0; i < round.Length; i++)
        {
            round[i].Run();
            if (!afterEach())
            {
                lock (_lock)
                {
                    _ready.AddRange(round[(i + 1)..]);
                }

                break;
            }
        }

        return round.Length > 0;
    }

    /// <summary>Somebody has a turn to take.</summary>
    internal void Add(IRunnable turn)
    {
        lock (_lock)
        {
            _ready.Add(turn);
        }
    }

    private static string StageOf(IRunnable turn) =>
        turn is Mailbox { MessageQueue: SeededQueue queue } ? queue.Stage : "";

    private IRunnable TakeAt(int index)
    {
        var turn = _ready[index];
        _ready.RemoveAt(index);
        return turn;
    }

    private void RunAll()
    {
        while (RunOne(new Random(0)))
        {
        }
    }

    private static Config SettingsOf(int id)
    {
        var dispatcher = $"{{ type = \"{typeof(SeededDispatcherConfigurator).AssemblyQualifiedName}\" }}";
        var mailbox = typeof(SeededMailbox).AssemblyQualifiedName;
        return ConfigurationFactory.ParseString(
            $$"""
            {{IdSetting}} = {{id}}
            akka {
              coordinated-shutdown.run-by-actor-system-terminate = off
              scheduler.implementation = "{{typeof(ManualScheduler).AssemblyQualifiedName}}"
              actor {
                default-dispatcher = {{dispatcher}}
                internal-dispatcher = {{dispatcher}}
                default-blocking-io-dispatcher = {{dispatcher}}
                synchronized-dispatcher = {{dispatcher}}
                task-dispatcher = {{dispatcher}}
                default-fork-join-dispatcher = {{dispatcher}}
                default-mailbox.mailbox-type = "{{mailbox}}"
                mailbox.unbounded-deque-based.mailbox-type = "{{mailbox}}"
                mailbox.unbounded-queue-based.mailbox-type = "{{mailbox}}"
              }
            }
            actorpipeline {
              shard-dispatcher = {{dispatcher}}
              ingest-dispatcher = {{dispatcher}}
              blocking-dispatcher = {{dispatcher}}
            }
            """).WithFallback(AkkaSettings.Quiet);
    }
}
