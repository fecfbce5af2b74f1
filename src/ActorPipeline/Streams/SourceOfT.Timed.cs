using ActorPipeline.Streams.Stages;

namespace ActorPipeline.Streams;

/// <content>Stages that look at the clock of the runtime.</content>
public sealed partial class Source<T>
{
    /// <summary>
    /// Arrays of so many elements, or of what came within a time of the first of them, whichever is sooner. There are
    /// no empty ones.
    /// </summary>
    public Source<T[]> GroupedWithin(int size, TimeSpan span)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(span, TimeSpan.Zero);
        return Through<T[]>("grouped-within", (up, context) => new GroupedWithinStage<T>(up, size, span, context));
    }

    /// <summary>At most so many elements in a time, evenly; after a pause, a burst at once.</summary>
    /// <param name="elements">How many elements.</param>
    /// <param name="per">In which time.</param>
    /// <param name="burst">How many at once, after a pause that is long enough.</param>
    public Source<T> Throttle(int elements, TimeSpan per, int burst = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(elements, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(per, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(burst, 1);
        return Through<T>("throttle", (up, context) => new ThrottleStage<T>(up, elements, per, burst, context));
    }

    /// <summary>
    /// Fails with a <see cref="TimeoutException"/> when an element that was asked for does not come in time.
    /// </summary>
    public Source<T> IdleTimeout(TimeSpan span)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(span, TimeSpan.Zero);
        return Through<T>("idle-timeout", (up, context) => new IdleTimeoutStage<T>(up, span, context));
    }

    /// <summary>
    /// Fails with a <see cref="TimeoutException"/> when the stream has not ended within a time of the first demand. It
    /// is the next demand that finds out.
    /// </summary>
    public Source<T> CompletionTimeout(TimeSpan span)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(span, TimeSpan.Zero);
        return Through<T>("completion-timeout", (up, context) => new CompletionTimeoutStage<T>(up, span, context));
    }
}
