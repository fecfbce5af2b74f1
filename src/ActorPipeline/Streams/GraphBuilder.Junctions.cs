using ActorPipeline.Streams.Junctions;

namespace ActorPipeline.Streams;

/// <content>Junctions.</content>
public sealed partial class GraphBuilder
{
    /// <summary>Each element to every output; the slowest says how fast. Ends when all outputs want no more.</summary>
    public FanOutShape<T> Broadcast<T>(string name, int count) =>
        FanOut<T>(name, count, (up, context) => new Broadcast<T>(up, count, false, context));

    /// <summary>Each element to one output that wants it, by turns.</summary>
    public FanOutShape<T> Balance<T>(string name, int count) =>
        FanOut<T>(name, count, (up, context) => new Balance<T>(up, count, false, context));

    /// <summary>Each element to the output that a function names.</summary>
    /// <param name="name">What messages call it.</param>
    /// <param name="count">How many outputs there are.</param>
    /// <param name="selector">From an element to an output, from 0 on; another number fails.</param>
    public FanOutShape<T> Partition<T>(string name, int count, Func<T, int> selector)
    {
        ArgumentNullException.ThrowIfNull(selector);
        return FanOut<T>(name, count, (up, context) => new Partition<T>(up, count, false, selector, context));
    }

    /// <summary>The elements of all inputs, by turns, as they come.</summary>
    public FanInShape<T, T> Merge<T>(string name, int count) =>
        FanIn<T, T>(name, count, Streams.Source.Merge);

    /// <summary>The elements of sorted inputs, sorted.</summary>
    public FanInShape<T, T> MergeSorted<T>(string name, int count, IComparer<T>? comparer = null) =>
        FanIn<T, T>(name, count, inputs => Streams.Source.MergeSorted(comparer ?? Comparer<T>.Default, inputs));

    /// <summary>The elements of all inputs as they come, each with the share that its weight says.</summary>
    public FanInShape<T, T> MergePrioritized<T>(string name, params int[] weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        return FanIn<T, T>(name, weights.Length, inputs => Streams.Source.MergePrioritized(
            [.. inputs.Select((input, i) => (input, weights[i]))]));
    }

    /// <summary>The elements of one input after the other's.</summary>
    public FanInShape<T, T> Concat<T>(string name, int count) => FanIn<T, T>(name, count, Streams.Source.Concat);

    /// <summary>What a function makes of the pairs of two inputs' elements.</summary>
    public ZipShape<TLeft, TRight, TOut> Zip<TLeft, TRight, TOut>(string name, Func<TLeft, TRight, TOut> selector)
    {
        ArgumentNullException.ThrowIfNull(selector);
        var node = AddNode(name);
        var (left, right) = (new Inlet<TLeft>(node, "left"), new Inlet<TRight>(node, "right"));
        Source<TOut>? zip = null;
        _onComplete.Add(() =>
        {
            node.Blueprint.Inputs = [left.Source.Blueprint, right.Source.Blueprint];
            zip = left.Source.Zip(right.Source, selector);
        });
        return new ZipShape<TLeft, TRight, TOut>(
            left, right, new Outlet<TOut>(node, "out", new Source<TOut>(node.Blueprint, c => zip!.Create(Own(c)))));
    }

    /// <summary>A junction of one's own: what a function makes of several sources.</summary>
    /// <param name="name">What messages call it.</param>
    /// <param name="count">How many inputs it has.</param>
    /// <param name="combine">Puts them together, when the graph is complete.</param>
    public FanInShape<TIn, TOut> FanIn<TIn, TOut>(
        string name, int count, Func<Source<TIn>[], Source<TOut>> combine)
    {
        ArgumentNullException.ThrowIfNull(combine);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var node = AddNode(name);
        var inlets = Enumerable.Range(0, count).Select(i => new Inlet<TIn>(node, $"in[{i}]")).ToArray();
        Source<TOut>? combined = null;
        _onComplete.Add(() =>
        {
            node.Blueprint.Inputs = Array.ConvertAll(inlets, i => i.Source.Blueprint);
            combined = combine(Array.ConvertAll(inlets, i => i.Source));
        });
        return new FanInShape<TIn, TOut>(
            inlets, new Outlet<TOut>(node, "out", new Source<TOut>(node.Blueprint, c => combined!.Create(Own(c)))));
    }

    private FanOutShape<T> FanOut<T>(string name, int count, Func<Stage<T>, StageContext, FanOut<T>> create)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var node = AddNode(name);
        var inlet = new Inlet<T>(node, "in");
        _onComplete.Add(() => node.Blueprint.Inputs = [inlet.Source.Blueprint]);
        return new FanOutShape<T>(
            inlet,
            [.. Enumerable.Range(0, count).Select(i => new Outlet<T>(node, $"out[{i}]", OutputOf(i)))]);

        Source<T> OutputOf(int index) => new(node.Blueprint, context =>
        {
            var junction = Own(context).Shared(
                node, home => create(inlet.Source.Create(home), home));
            return junction.StageFor(index, context);
        });
    }

    /// <summary>What one part of a graph says of supervision is no other part's business.</summary>
    private static StageContext Own(StageContext context) => context.Supervised(null);
}
