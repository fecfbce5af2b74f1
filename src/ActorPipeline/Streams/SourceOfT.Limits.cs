using ActorPipeline.Streams.Stages;

namespace ActorPipeline.Streams;

/// <content>Beginnings, ends and repetitions.</content>
public sealed partial class Source<T>
{
    /// <summary>The elements before the first for which a predicate does not hold.</summary>
    /// <param name="predicate">Holds for what is taken.</param>
    /// <param name="isInclusive">Whether the first for which it does not hold is the last to be taken.</param>
    public Source<T> TakeWhile(Func<T, bool> predicate, bool isInclusive = false)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        return Through<T>(
            "take-while", (up, context) => new TakeWhileStage<T>(up, predicate, isInclusive, context));
    }

    /// <summary>The elements from the first on for which a predicate does not hold.</summary>
    public Source<T> SkipWhile(Func<T, bool> predicate)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        return Through<T>("skip-while", (up, context) => new SkipWhileStage<T>(up, predicate, context));
    }

    /// <summary>The elements that come within a time of the first demand.</summary>
    public Source<T> TakeWithin(TimeSpan span)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(span, TimeSpan.Zero);
        return Through<T>("take-within", (up, context) => new WithinStage<T>(up, span, true, context));
    }

    /// <summary>The elements that come later than a time after the first demand.</summary>
    public Source<T> SkipWithin(TimeSpan span)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(span, TimeSpan.Zero);
        return Through<T>("skip-within", (up, context) => new WithinStage<T>(up, span, false, context));
    }

    /// <summary>The elements that differ from the one before.</summary>
    public Source<T> DistinctUntilChanged(IEqualityComparer<T>? comparer = null) =>
        Through<T>("distinct-until-changed", (up, context) => new DistinctUntilChangedStage<T, T>(
            up, static item => item, comparer ?? EqualityComparer<T>.Default, context));

    /// <summary>The elements whose key differs from that of the one before.</summary>
    public Source<T> DistinctUntilChanged<TKey>(Func<T, TKey> keyOf)
    {
        ArgumentNullException.ThrowIfNull(keyOf);
        return Through<T>("distinct-until-changed", (up, context) => new DistinctUntilChangedStage<T, TKey>(
            up, keyOf, EqualityComparer<TKey>.Default, context));
    }

    /// <summary>Lets the stream end, or fail, when the switch is thrown.</summary>
    public Source<T> Via(KillSwitch killSwitch)
    {
        ArgumentNullException.ThrowIfNull(killSwitch);
        return Through<T>("kill-switch", (up, context) => new KillSwitchStage<T>(up, killSwitch, context));
    }

    /// <summary>Shows to a monitor what passes here.</summary>
    public Source<T> Monitor(StreamMonitor monitor)
    {
        ArgumentNullException.ThrowIfNull(monitor);
        return Through<T>("monitor", (up, context) => new MonitorStage<T>(up, monitor, context));
    }
}
