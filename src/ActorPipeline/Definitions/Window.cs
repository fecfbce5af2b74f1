using ActorPipeline.Notation;
using ActorPipeline.Plan;

namespace ActorPipeline.Definitions;

/// <summary>How a key's records are grouped in event time.</summary>
public static class Window
{
    /// <summary>One window for all time; emitted at the end of the input.</summary>
    public static WindowSpec.Global Global { get; } = new();

    /// <summary>Windows of one size, side by side.</summary>
    public static WindowSpec.Tumbling Tumbling(TimeSpan size) => new(Microseconds.Of(size, 1, nameof(size)));

    /// <summary>Windows of one size that overlap.</summary>
    /// <param name="size">The size.</param>
    /// <param name="every">How often one begins; divides the size.</param>
    /// <exception cref="ArgumentException">It does not.</exception>
    public static WindowSpec.Hopping Hopping(TimeSpan size, TimeSpan every)
    {
        var (sizeUs, hopUs) = (Microseconds.Of(size, 1, nameof(size)), Microseconds.Of(every, 1, nameof(every)));
        return hopUs <= sizeUs && sizeUs % hopUs == 0
            ? new WindowSpec.Hopping(sizeUs, hopUs)
            : throw new ArgumentException(
                $"{DurationText.Of(hopUs)} does not divide the window's {DurationText.Of(sizeUs)}; "
                + "each record must be in the same number of windows", nameof(every));
    }

    /// <summary>Records of a key that are at most this far apart.</summary>
    public static WindowSpec.Session Session(TimeSpan gap) => new(Microseconds.Of(gap, 1, nameof(gap)));
}
