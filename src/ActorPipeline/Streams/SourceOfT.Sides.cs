using ActorPipeline.Streams.Graphs;
using ActorPipeline.Streams.Junctions;
using ActorPipeline.Streams.Stages;

namespace ActorPipeline.Streams;

/// <content>Side outputs. The stream and its side end together, and the slower one says how fast.</content>
public sealed partial class Source<T>
{
    /// <summary>Gives each element to a sink, too.</summary>
    public Source<T> AlsoTo<TValue>(Sink<T, TValue> sink) =>
        Aside("also-to", sink, (up, context) => new Broadcast<T>(up, 2, true, context));

    /// <summary>Gives the elements for which a predicate holds to a sink instead.</summary>
    public Source<T> DivertTo<TValue>(Sink<T, TValue> sink, Func<T, bool> predicate)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        return Aside(
            "divert-to",
            sink,
            (up, context) => new Partition<T>(up, 2, true, item => predicate(item) ? 1 : 0, context));
    }

    /// <summary>
    /// Each element through a function; those for which it throws go to a sink, with what it threw, and the stream goes
    /// on.
    /// </summary>
    public Source<TOut> SelectOrDivert<TOut, TValue>(Func<T, TOut> selector, Sink<Failed<T>, TValue> failures)
    {
        ArgumentNullException.ThrowIfNull(selector);
        ArgumentNullException.ThrowIfNull(failures);
        var side = Flow.Of<Attempt<T, TOut>>().Select(a => new Failed<T>(a.Item, a.Failure!)).To(failures);
        return Through<Attempt<T, TOut>>("select", (up, context) => new AttemptStage<T, TOut>(up, selector, context))
            .DivertTo(side, static attempt => attempt.Failure is not null)
            .Through<TOut>("result", static (up, context) => new SelectStage<Attempt<T, TOut>, TOut>(
                up, static attempt => attempt.Result, context));
    }

    private Source<T> Aside<TValue>(
        string name, Sink<T, TValue> sink, Func<Stage<T>, StageContext, FanOut<T>> create)
    {
        ArgumentNullException.ThrowIfNull(sink);
        var blueprint = new Blueprint(name, Blueprint);
        blueprint.Sides.Add(sink.Describe(blueprint));
        return new Source<T>(blueprint, context =>
        {
            var junction = create(Create(context), context);
            sink.Attach(junction.Output(1, "side"), context);
            return junction.Stage(0);
        });
    }
}
