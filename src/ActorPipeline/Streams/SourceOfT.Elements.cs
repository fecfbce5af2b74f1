using ActorPipeline.Streams.Stages;

namespace ActorPipeline.Streams;

/// <content>What happens to elements one by one.</content>
public sealed partial class Source<T>
{
    /// <summary>Each element through a function.</summary>
    public Source<TOut> Select<TOut>(Func<T, TOut> selector)
    {
        ArgumentNullException.ThrowIfNull(selector);
        return Through<TOut>("select", (up, context) => new SelectStage<T, TOut>(up, selector, context));
    }

    /// <summary>The elements for which a predicate holds.</summary>
    public Source<T> Where(Func<T, bool> predicate)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        return Through<T>("where", (up, context) => new WhereStage<T>(up, predicate, context));
    }

    /// <summary>All elements of what a function makes of each element.</summary>
    public Source<TOut> SelectMany<TOut>(Func<T, IEnumerable<TOut>> selector)
    {
        ArgumentNullException.ThrowIfNull(selector);
        return Through<TOut>("select-many", (up, context) => new SelectManyStage<T, TOut>(up, selector, context));
    }

    /// <summary>A running state: after each element, the state that it leads to.</summary>
    public Source<TState> Scan<TState>(TState seed, Func<TState, T, TState> step)
    {
        ArgumentNullException.ThrowIfNull(step);
        return Through<TState>("scan", (up, context) => new ScanStage<T, TState>(up, seed, step, context));
    }

    /// <summary>One element: the state that all elements lead to, when the stream has ended.</summary>
    public Source<TState> Aggregate<TState>(TState seed, Func<TState, T, TState> step)
    {
        ArgumentNullException.ThrowIfNull(step);
        return Through<TState>("aggregate", (up, context) => new AggregateStage<T, TState>(up, seed, step, context));
    }

    /// <summary>Arrays of so many elements; the last may be shorter.</summary>
    public Source<T[]> Grouped(int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        return Through<T[]>("grouped", (up, _) => new GroupedStage<T>(up, size));
    }

    /// <summary>The first so many elements.</summary>
    public Source<T> Take(long count) => Through<T>("take", (up, _) => new TakeStage<T>(up, count));

    /// <summary>All but the first so many elements.</summary>
    public Source<T> Skip(long count) => Through<T>("skip", (up, _) => new SkipStage<T>(up, count));
}
