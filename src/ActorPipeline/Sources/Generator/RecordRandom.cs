using System.Runtime.CompilerServices;

namespace ActorPipeline.Sources.Generator;

/// <summary>
/// The draws of one record: SplitMix64 (Steele, Lea, Flood 2014), started at a hash of the seed, the partition and the
/// record's number. So any record can be made without those before it.
/// </summary>
internal struct RecordRandom
{
    private const ulong Gamma = 0x9E3779B97F4A7C15;
    private ulong _state;

    private RecordRandom(ulong state)
    {
        _state = state;
    }

    /// <summary>What all records of a partition have in common.</summary>
    public static ulong StreamOf(long seed, int partition) =>
        Mix(Mix((ulong)seed + Gamma) + ((ulong)(uint)partition * Gamma));

    /// <summary>The draws of one record.</summary>
    public static RecordRandom Of(ulong stream, long number) => new(Mix(stream + ((ulong)number * Gamma)));

    /// <summary>64 random bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Next() => Mix(_state += Gamma);

    /// <summary>A number from 0 to less than <paramref name="bound"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Below(int bound) => (int)(((Next() >> 32) * (uint)bound) >> 32);

    /// <summary>A number from 0 to less than <paramref name="bound"/>.</summary>
    public long Below(long bound) => (long)Math.BigMul(Next(), (ulong)bound, out _);

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
