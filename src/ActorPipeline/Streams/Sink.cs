using ActorPipeline.Streams.Sinks;

namespace ActorPipeline.Streams;

/// <summary>The ends of streams. A sink that fails tears its graph down.</summary>
public static partial class Sink
{
    /// <summary>Calls an action for each element. Gives how many there were.</summary>
    public static Sink<T, Task<long>> ForEach<T>(Action<T> action)
    {
        ArgumentNullException.ThrowIfNull(action);
        return OfResult<T, long>("for-each", (up, context) => new ForEachDriver<T>(up, action, context));
    }

    /// <summary>Gives the state that all elements lead to.</summary>
    public static Sink<T, Task<TState>> Aggregate<T, TState>(TState seed, Func<TState, T, TState> step)
    {
        ArgumentNullException.ThrowIfNull(step);
        return OfResult<T, TState>(
            "aggregate", (up, context) => new AggregateDriver<T, TState>(up, seed, step, context));
    }

    /// <summary>
    /// Gives the first element and ends the stream; an <see cref="InvalidOperationException"/> when there is none.
    /// </summary>
    public static Sink<T, Task<T>> First<T>() => OfResult<T, T>("first", (up, _) => new EndDriver<T>(up, true));

    /// <summary>Gives the last element; an <see cref="InvalidOperationException"/> when there is none.</summary>
    public static Sink<T, Task<T>> Last<T>() => OfResult<T, T>("last", (up, _) => new EndDriver<T>(up, false));

    /// <summary>Gives all elements. They are kept in memory: for streams that end, and are short.</summary>
    public static Sink<T, Task<IReadOnlyList<T>>> ToList<T>() =>
        OfResult<T, IReadOnlyList<T>>("to-list", (up, _) => new ListDriver<T>(up));

    /// <summary>Takes all elements and does nothing with them. Gives how many there were.</summary>
    public static Sink<T, Task<long>> Ignore<T>() => OfResult<T, long>("ignore", (up, _) => new IgnoreDriver<T>(up));

    private static Sink<T, Task<TResult>> OfResult<T, TResult>(
        string name, Func<Stage<T>, StageContext, ResultDriver<T, TResult>> create) => new(name, (up, context) =>
        {
            var driver = create(up, context);
            return (driver, driver.Result);
        });
}
