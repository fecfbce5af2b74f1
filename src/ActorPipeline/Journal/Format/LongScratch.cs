using System.Numerics;

namespace ActorPipeline.Journal.Format;

/// <summary>
/// Integers on their way between columns and bytes. Its length is a power of two, so that runs whose lengths vary soon
/// need no more memory; what it gives is valid until it is asked again. Not thread-safe.
/// </summary>
internal sealed class LongScratch(int leastLength = LongScratch.UsualLength)
{
    /// <summary>
    /// More than a full commit has of results, or a batch of events for a shard; what is not used stays untouched.
    /// </summary>
    public const int UsualLength = 1 << 14;

    private long[] _values = [];

    /// <summary>Room for this many values, whatever they were.</summary>
    public Span<long> Take(int count)
    {
        if (_values.Length < count)
        {
            _values = new long[BitOperations.RoundUpToPowerOf2((uint)Math.Max(count, leastLength))];
        }

        return _values.AsSpan(0, count);
    }
}
