using ActorPipeline.Actors;
using ActorPipeline.Records;
using ActorPipeline.TestKit.Simulation.Naive;

namespace ActorPipeline.TestKit.Simulation.Scripted;

/// <summary>
/// What must come of records and clients' messages, with all actors as naive programs. Shares no code with the engine.
/// </summary>
internal sealed class ActorReference(Traits traits)
{
    /// <summary>A text that is no message.</summary>
    public const string NoMessage = "xyz";

    private const string NoKey = "\0";

    private readonly Dictionary<string, ReferenceActor> _actors = [];

    /// <summary>Result rows.</summary>
    public List<object?[]> Rows { get; } = [];

    /// <summary>Dead letters: partition and number of the record, or -1 and the number of a job or a timer.</summary>
    public List<(int Partition, int Index, DeadReason Reason)> Dead { get; } = [];

    /// <summary>By key, what actors know and how many messages they have put aside.</summary>
    public Dictionary<string, (Known State, int Aside)> States() =>
        _actors.ToDictionary(a => a.Key, a => (a.Value.State, a.Value.AsideCount));

    /// <summary>A key, null for none, as a name among others.</summary>
    public static string NameOf(string? key) => key ?? NoKey;

    /// <summary>Takes a record at its turn in its partition.</summary>
    public void Take(Accepted record)
    {
        var actor = Actor(record.Record.K);
        if (traits.HasStrictTimers)
        {
            actor.Fire(record.LimitUs);
        }

        actor.Take(Read(record.Record.S), record);
    }

    /// <summary>A client's message is counted.</summary>
    public void Ask(string key, long number, long amount) => Actor(key).Ask(number, amount);

    /// <summary>The input is over: timers come due up to the newest record.</summary>
    public void End(long newestUs)
    {
        foreach (var actor in _actors.Values)
        {
            actor.Fire(newestUs);
        }
    }

    public void Bury(Accepted record) => Dead.Add((record.Partition, record.Index, DeadReason.Failed));

    public void Bury(long number) => Dead.Add((Delivery<Told>.None, (int)number, DeadReason.Failed));

    private static Told? Read(string? text) => text is null or NoMessage ? null : Told.Parse(text);

    private ReferenceActor Actor(string? key)
    {
        var name = NameOf(key);
        if (!_actors.TryGetValue(name, out var actor))
        {
            _actors[name] = actor = new ReferenceActor(key, traits, this);
        }

        return actor;
    }
}
