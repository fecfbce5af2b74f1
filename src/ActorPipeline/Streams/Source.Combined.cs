using ActorPipeline.Streams.Junctions;

namespace ActorPipeline.Streams;

/// <content>Several sources into one.</content>
public static partial class Source
{
    /// <summary>The elements of all, by turns, as they come; ends when all have ended.</summary>
    public static Source<T> Merge<T>(params Source<T>[] sources) =>
        FanIn("merge", sources, static inputs => new MergeStage<T>(inputs));

    /// <summary>
    /// The elements of sorted sources, sorted. Waits until all show an element or have ended; of equal ones, the
    /// earlier source's comes first.
    /// </summary>
    public static Source<T> MergeSorted<T>(IComparer<T> comparer, params Source<T>[] sources)
    {
        ArgumentNullException.ThrowIfNull(comparer);
        return FanIn("merge-sorted", sources, inputs => new MergeSortedStage<T>(inputs, comparer));
    }

    /// <summary>
    /// The elements of all as they come; of sources that have elements at the same time, each gets the share that its
    /// weight says, heavier ones first. Ends when all have ended.
    /// </summary>
    public static Source<T> MergePrioritized<T>(params (Source<T> Source, int Weight)[] sources)
    {
        ArgumentNullException.ThrowIfNull(sources);
        foreach (var (_, weight) in sources)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(weight, 1, nameof(sources));
        }

        var sorted = sources.OrderByDescending(s => s.Weight).ToArray();
        var weights = Array.ConvertAll(sorted, s => s.Weight);
        return FanIn(
            "merge-prioritized",
            Array.ConvertAll(sorted, s => s.Source),
            inputs => new MergePrioritizedStage<T>(inputs, weights));
    }

    /// <summary>One source after the other.</summary>
    public static Source<T> Concat<T>(params Source<T>[] sources) =>
        FanIn("concat", sources, static inputs => new ConcatStage<T>(inputs));

    private static Source<T> FanIn<T>(string name, Source<T>[] sources, Func<Stage<T>[], Stage<T>> create)
    {
        ArgumentNullException.ThrowIfNull(sources);
        foreach (var source in sources)
        {
            ArgumentNullException.ThrowIfNull(source, nameof(sources));
        }

        var copy = sources.ToArray();
        return new Source<T>(
            name,
            context => create(Inputs.Create(copy, context)),
            Array.ConvertAll(copy, s => s.Blueprint));
    }
}
