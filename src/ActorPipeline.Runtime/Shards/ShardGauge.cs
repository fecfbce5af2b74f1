using ActorPipeline.Sharding;

namespace ActorPipeline.Runtime.Shards;

/// <summary>Figures of a shard for whoever looks at the run: written by its actor, read by anybody.</summary>
internal sealed class ShardGauge
{
    private readonly long[] _counters = new long[5];
    private long _watermarkUs;
    private long _keys;
    private long _sequence;
    private int _waiting;
    private volatile bool _isQuiet;

    public PipelineCounters Counters => new(
        Volatile.Read(ref _counters[0]), Volatile.Read(ref _counters[1]), Volatile.Read(ref _counters[2]),
        Volatile.Read(ref _counters[3]), Volatile.Read(ref _counters[4]));

    public long WatermarkUs => Volatile.Read(ref _watermarkUs);

    public long Keys => Volatile.Read(ref _keys);

    /// <summary>The last commit that was cut.</summary>
    public long Sequence => Volatile.Read(ref _sequence);

    /// <summary>Batches and news that wait for it.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>Whether all that it was given is applied, committed and delivered.</summary>
    public bool IsQuiet => _isQuiet;

    public void Show(ShardDriver driver)
    {
        var (shard, counters) = (driver.Shard, driver.Shard.Head.Counters);
        Volatile.Write(ref _counters[0], counters.In);
        Volatile.Write(ref _counters[1], counters.Applied);
        Volatile.Write(ref _counters[2], counters.Filtered);
        Volatile.Write(ref _counters[3], counters.Dead);
        Volatile.Write(ref _counters[4], counters.Results);
        Volatile.Write(ref _watermarkUs, shard.Head.WatermarkUs);
        Volatile.Write(ref _keys, shard.ActorCount);
        Volatile.Write(ref _sequence, shard.Sequence);
        Volatile.Write(ref _waiting, driver.Waiting);
        _isQuiet = driver.IsQuiet;
    }
}
