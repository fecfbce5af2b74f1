using ActorPipeline.Actors;
using ActorPipeline.Plan;

namespace ActorPipeline.Definitions;

/// <summary>A pipeline whose records have columns; see <see cref="Pipeline"/>.</summary>
public sealed class RecordDefinition
{
    private readonly Draft _draft;

    internal RecordDefinition(Draft draft) => _draft = draft;

    /// <summary>Adds a computed column, which what follows may use.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="expression">How it is computed of the columns before it.</param>
    /// <exception cref="ArgumentException">There is such a column already, or the expression is wrong.</exception>
    public RecordDefinition Let(string name, string expression) =>
        new(_draft.Then(d => d.Let(name, expression), expression));

    /// <summary>Keeps only the records for which this is true; where there are several, for which all are.</summary>
    /// <param name="condition">A boolean expression of the columns before it.</param>
    /// <exception cref="ArgumentException">The expression is wrong.</exception>
    public RecordDefinition Where(string condition) => new(_draft.Then(d => d.Filter(condition), condition));

    /// <summary>Says when a record happened.</summary>
    /// <param name="column">A timestamp among the columns before it.</param>
    /// <param name="outOfOrder">
    /// How far a record may be behind the newest of its partition; 5 s if nothing is said.
    /// </param>
    /// <param name="allowedLateness">How much longer windows wait for late records; not at all by default.</param>
    /// <param name="idleTimeout">A partition without data for this long holds no other back; 30 s by default.</param>
    /// <param name="maxDrift">
    /// How far in event time a partition is read ahead of the slowest one; 1 h by default.
    /// </param>
    /// <exception cref="ArgumentException">There is no such timestamp, or a time is out of its bounds.</exception>
    public RecordDefinition EventTime(
        string column,
        TimeSpan? outOfOrder = null,
        TimeSpan? allowedLateness = null,
        TimeSpan? idleTimeout = null,
        TimeSpan? maxDrift = null)
    {
        var time = new EventTimeSpec(
            0,
            Microseconds.Of(outOfOrder ?? TimeSpan.FromSeconds(5), 0, nameof(outOfOrder)),
            Microseconds.Of(allowedLateness ?? TimeSpan.Zero, 0, nameof(allowedLateness)),
            idleTimeout ?? TimeSpan.FromSeconds(30),
            Microseconds.Of(maxDrift ?? TimeSpan.FromHours(1), 1, nameof(maxDrift)));
        ArgumentOutOfRangeException.ThrowIfLessThan(
            time.IdleTimeout, TimeSpan.FromMilliseconds(1), nameof(idleTimeout));
        return new(_draft.Then(d => d.Timed(column, time), column));
    }

    /// <summary>Says what makes an actor. Without it, all records belong to one.</summary>
    /// <param name="parts">Columns or expressions; the results call them by their text.</param>
    /// <exception cref="ArgumentException">An expression is wrong, or a name is there twice.</exception>
    public RecordDefinition KeyBy(params string[] parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        return KeyBy([.. parts.Select(p => (p, p))]);
    }

    /// <summary>Says what makes an actor, and what the results call it.</summary>
    /// <param name="parts">Names, with columns or expressions.</param>
    /// <exception cref="ArgumentException">An expression is wrong, or a name is there twice.</exception>
    public RecordDefinition KeyBy(params (string Name, string Expression)[] parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        return new(parts.Aggregate(_draft, (draft, part) =>
            draft.Then(d => d.KeyPart(part.Name, part.Expression), part.Expression)));
    }

    /// <summary>Gives each key an actor written in C#.</summary>
    /// <typeparam name="TActor">The actor.</typeparam>
    /// <exception cref="ArgumentException">Its definition is wrong, or asks for a column that there is not.</exception>
    public ResultDefinition Actor<TActor>()
        where TActor : ActorBase, new() => Actor(new TActor());

    /// <summary>Gives each key an actor written in C#.</summary>
    /// <param name="actor">The actor; one object for all keys, so it must not have state of its own.</param>
    /// <exception cref="ArgumentException">Its definition is wrong, or asks for a column that there is not.</exception>
    public ResultDefinition Actor(ActorBase actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return new(_draft.Then(d => d.Run(actor)), new ResultSettings());
    }

    /// <summary>Groups each key's records in event time.</summary>
    /// <param name="window">One of <see cref="Definitions.Window"/>.</param>
    /// <exception cref="ArgumentException">It needs an event time, which was not said.</exception>
    public WindowDefinition Window(WindowSpec window)
    {
        ArgumentNullException.ThrowIfNull(window);
        return new(_draft.Then(d => d.Grouped(window)));
    }

    /// <summary>Takes the records as they are, with all their columns: for streams of one's own.</summary>
    public RecordPlan ToRecords() => new(_draft.ToPlan(Sink.Console(), "", new ResultSettings(Shards: 1)));
}
