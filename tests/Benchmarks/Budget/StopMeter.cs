namespace Benchmarks.Budget;

/// <summary>
/// Self time and allocations by stop, of one thread: entering a stop ends the time of the stop that it is entered
/// from, until it is left.
/// </summary>
internal sealed class StopMeter
{
    private readonly double _clockCostNs = ThreadClock.Cost();
    private readonly long[] _ns = new long[Enum.GetValues<Stop>().Length];
    private readonly long[] _bytes = new long[Enum.GetValues<Stop>().Length];
    private readonly long[] _intervals = new long[Enum.GetValues<Stop>().Length];
    private Stop _current = Stop.Excluded;
    private long _sinceNs = ThreadClock.Now();
    private long _sinceBytes = GC.GetAllocatedBytesForCurrentThread();

    /// <summary>Enters a stop; returns the one to leave to.</summary>
    public Stop Enter(Stop stop)
    {
        var (ns, bytes) = (ThreadClock.Now(), GC.GetAllocatedBytesForCurrentThread());
        var from = _current;
        _ns[(int)from] += ns - _sinceNs;
        _bytes[(int)from] += bytes - _sinceBytes;
        _intervals[(int)from]++;
        (_current, _sinceNs, _sinceBytes) = (stop, ns, bytes);
        return from;
    }

    /// <summary>Leaves the present stop.</summary>
    public void Leave(Stop to) => Enter(to);

    /// <summary>Forgets all; the compiler is warm by now.</summary>
    public void Reset()
    {
        Array.Clear(_ns);
        Array.Clear(_bytes);
        Array.Clear(_intervals);
    }

    /// <summary>Time in a stop, nanoseconds, less what it took to ask for the time.</summary>
    public double NsIn(Stop stop) => Math.Max(0, _ns[(int)stop] - (_intervals[(int)stop] * _clockCostNs));

    /// <summary>Bytes allocated in a stop.</summary>
    public double BytesIn(Stop stop) => _bytes[(int)stop];
}
