namespace Benchmarks.Streams;

/// <summary>
/// What each stage does, the same delegates for every way: little, so that the way is what is measured.
/// </summary>
internal sealed class StreamWork
{
    private long _sum;

    public StreamWork() => Add = item => _sum += item;

    public Func<int, int> Increment { get; } = static item => item + 1;

    public Func<int, bool> IsKept { get; } = static item => item % 8 != 0;

    public Func<int, long> Widen { get; } = static item => item * 3L;

    public Func<long, long> Mask { get; } = static item => item & 0xFFFF_FFFF;

    public Action<long> Add { get; }

    /// <summary>What came out in all, which every way must agree on; begins anew.</summary>
    public long TakeSum()
    {
        var sum = _sum;
        _sum = 0;
        return sum;
    }
}
