using ActorPipeline.Journal.Format;
using ActorPipeline.Records;

namespace ActorPipeline.Actors;

/// <summary>
/// Facts in the order in which they happened, in columns: what a frame of the journal holds; where events are retained,
/// after a frame that says whose they are. Reused.
/// </summary>
internal sealed class FactLog(bool isNamed)
{
    private readonly FactNames _names = new();
    private long[] _ordinals = new long[256];
    private long[] _kinds = new long[256];
    private long[] _timesUs = new long[256];
    private long[] _lengths = new long[256];

    public int Count { get; private set; }

    /// <summary>The payloads, one after the other.</summary>
    public ByteArena Payloads { get; } = new();

    public void Clear()
    {
        Count = 0;
        Payloads.Clear();
        _names.Clear();
    }

    /// <summary>An actor with so many events has more, or is forgotten.</summary>
    public void Name(int ordinal, long version)
    {
        if (isNamed)
        {
            _names.Add(ordinal, version);
        }
    }

    /// <summary>Adds a fact whose payload has been written since a length of the payloads.</summary>
    public void Add(int ordinal, int kind, long timeUs, int payloadFrom)
    {
        if (Count == _ordinals.Length)
        {
            var size = Count * 2;
            Array.Resize(ref _ordinals, size);
            Array.Resize(ref _kinds, size);
            Array.Resize(ref _timesUs, size);
            Array.Resize(ref _lengths, size);
        }

        _ordinals[Count] = ordinal;
        _kinds[Count] = kind;
        _timesUs[Count] = timeUs;
        _lengths[Count] = Payloads.Length - payloadFrom;
        Count++;
    }

    /// <summary>Forgets the facts from a number on, and their payloads.</summary>
    public void Truncate(int count, int payloads)
    {
        Count = count;
        Payloads.Truncate(payloads);
    }

    /// <summary>Writes the frames, if anything happened.</summary>
    public void WriteTo(ShardOutput output)
    {
        if (Count == 0)
        {
            return;
        }

        if (_names.Count > 0)
        {
            _names.WriteTo(output.BeginNames(), output.KeyOf);
        }

        WriteTo(output.BeginFacts());
    }

    /// <summary>Reads the content of a frame, and hands each fact over.</summary>
    public static void Read(ref ByteCursor cursor, FactReader reader)
    {
        var count = cursor.ReadCount(PackedInts.MaxCount, "facts");
        var (ordinals, kinds) = (Column(ref cursor, count), Column(ref cursor, count));
        var (times, lengths) = (Column(ref cursor, count), Column(ref cursor, count));
        for (var i = 0; i < count; i++)
        {
            var payload = cursor.Take((int)Math.Clamp(lengths[i], -1, int.MaxValue));
            if (ordinals[i] is < 0 or > int.MaxValue || kinds[i] is < 0 or > int.MaxValue)
            {
                throw new FormatDamageException($"a fact of kind {kinds[i]} about actor {ordinals[i]}");
            }

            reader((int)ordinals[i], (int)kinds[i], times[i], payload);
        }
    }

    /// <summary>Writes the content of a frame, which <see cref="Read"/> reads.</summary>
    public void WriteTo(ByteWriter writer)
    {
        writer.WriteUnsigned((ulong)Count);
        PackedInts.Write(writer, _ordinals.AsSpan(0, Count));
        PackedInts.Write(writer, _kinds.AsSpan(0, Count));
        PackedInts.Write(writer, _timesUs.AsSpan(0, Count));
        PackedInts.Write(writer, _lengths.AsSpan(0, Count));
        writer.WriteBytes(Payloads.Written);
    }

    private static long[] Column(ref ByteCursor cursor, int count)
    {
        var values = new long[count];
        PackedInts.Read(ref cursor, values);
        return values;
    }
}
