using ActorPipeline.Streams.Graphs;
using ActorPipeline.Streams.Running;

namespace ActorPipeline.Streams;

/// <summary>
/// The blueprint of the end of a stream, and what a run of it gives to the outside. It is immutable and can be used
/// many times. <see cref="Sink"/> has them all.
/// </summary>
/// <typeparam name="T">The elements.</typeparam>
/// <typeparam name="TValue">What a run gives: a task with a result, a reader.</typeparam>
public sealed class Sink<T, TValue>
{
    private readonly Func<Source<T>, StageContext, TValue> _attach;
    private readonly Func<Blueprint, Blueprint> _describe;

    private Sink(Func<Source<T>, StageContext, TValue> attach, Func<Blueprint, Blueprint> describe) =>
        (_attach, _describe) = (attach, describe);

    /// <summary>A sink that is a driver.</summary>
    internal Sink(string name, Func<Stage<T>, StageContext, (Driver Driver, TValue Value)> create)
        : this(
            (source, context) =>
            {
                var (driver, value) = create(source.Create(context), context);
                context.Island.Add(driver);
                return value;
            },
            input => new Blueprint(name, input))
    {
    }

    /// <summary>The sink with something else made of what it gives.</summary>
    public Sink<T, TOther> SelectValue<TOther>(Func<TValue, TOther> selector)
    {
        ArgumentNullException.ThrowIfNull(selector);
        return new Sink<T, TOther>((source, context) => selector(_attach(source, context)), _describe);
    }

    internal TValue Attach(Source<T> source, StageContext context) => _attach(source, context);

    internal Blueprint Describe(Blueprint input) => _describe(input);

    internal Sink<TIn, TValue> After<TIn>(Flow<TIn, T> flow) => new(
        (source, context) => _attach(flow.Apply(source), context),
        input => _describe(flow.Apply(new Source<TIn>(input, Unreachable<TIn>)).Blueprint));

    private static Stage<TIn> Unreachable<TIn>(StageContext context) =>
        throw new InvalidOperationException("what is only drawn cannot run");
}
