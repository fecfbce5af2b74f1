namespace ActorPipeline.Journal.Format;

/// <summary>
/// Integers on their way between columns and bytes. Grows by doubling, so that runs whose lengths vary a little soon
/// need no more memory; what it gives is valid until it is asked again. Not thread-safe.
/// </summary>
internal sealed class LongScratch
{
    private const int LeastLength = 4096;

    private long[] _values = [];

    /// <summary>Room for this many values, whatever they were.</summary>
    public Span<long> Take(int count)
    {
        if (_values.Length < count)
        {
            _values = new long[Math.Max(count, Math.Max(LeastLength, 2 * _values.Length))];
        }

        return _values.AsSpan(0, count);
    }
}
