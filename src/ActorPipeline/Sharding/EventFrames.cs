using ActorPipeline.Actors;
using ActorPipeline.Journal.Format;
using ActorPipeline.Records;

namespace ActorPipeline.Sharding;

/// <summary>Writes and reads the frames of an event block. Keeps scratch memory: not thread-safe.</summary>
internal sealed class EventFrames
{
    // The years 1 to 9999 are well within.
    private const long MaxTimeUs = 1L << 58;

    private readonly LongScratch _longs = new();

    /// <summary>The codec of columns, for the shard's other blocks too: one scratch memory for all.</summary>
    public ColumnCodec Columns { get; } = new();

    /// <summary>Writes new actors, with the keys that their pages hold.</summary>
    public void WriteBirths(ByteWriter writer, List<int> ordinals, ActorTable actors)
    {
        writer.WriteByte((byte)FrameKind.Births);
        writer.WriteUnsigned((ulong)ordinals.Count);
        var numbers = _longs.Take(ordinals.Count);
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = ordinals[i];
        }

        PackedInts.Write(writer, numbers);
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = KeyOf(actors, ordinals[i]).Length;
        }

        PackedInts.Write(writer, numbers);
        foreach (var ordinal in ordinals)
        {
            writer.WriteInt64((long)actors.Resident(ordinal >> ActorPage.Shift).HashOf(ordinal & ActorPage.Mask));
        }

        foreach (var ordinal in ordinals)
        {
            writer.WriteBytes(KeyOf(actors, ordinal));
        }
    }

    /// <summary>Reads new actors.</summary>
    public static void ReadBirths(ref ByteCursor cursor, BirthReader reader)
    {
        var count = cursor.ReadCount(cursor.Left, "births");
        var (ordinals, lengths) = (new long[count], new long[count]);
        PackedInts.Read(ref cursor, ordinals);
        PackedInts.Read(ref cursor, lengths);
        var hashes = new ulong[count];
        foreach (ref var hash in hashes.AsSpan())
        {
            hash = (ulong)cursor.ReadInt64();
        }

        for (var i = 0; i < count; i++)
        {
            var key = cursor.Take((int)Math.Clamp(lengths[i], -1, int.MaxValue));
            reader(ToOrdinal(ordinals[i]), hashes[i], key);
        }
    }

    /// <summary>Writes accepted records.</summary>
    public void WriteRecords(ByteWriter writer, EventBatch events)
    {
        writer.WriteByte((byte)FrameKind.Records);
        writer.WriteUnsigned((ulong)events.Partition.Value);
        writer.WriteUnsigned((ulong)events.Count);
        WriteTimes(writer, events.TimesUs.AsSpan(0, events.Count));
        WriteInts(writer, events.Ordinals.AsSpan(0, events.Count));
        writer.WriteByte(events.HasSkippedWindows ? (byte)1 : (byte)0);
        if (events.HasSkippedWindows)
        {
            WriteInts(writer, events.SkippedWindows.AsSpan(0, events.Count));
        }

        foreach (var column in events.Columns)
        {
            Columns.Write(writer, column, events.Count, events.TextSpans);
        }
    }

    /// <summary>Reads the beginning of accepted records: when they happened, and to whom.</summary>
    public void ReadOrdinals(ref ByteCursor cursor, EventBatch events)
    {
        var partition = new PartitionId(cursor.ReadCount(int.MaxValue, "partitions"));
        events.Reset(cursor.ReadCount(PackedInts.MaxCount, "events"));
        events.Partition = partition;
        ReadTimes(ref cursor, events.TimesUs.AsSpan(0, events.Count));
        ReadInts(ref cursor, events.Ordinals.AsSpan(0, events.Count));
    }

    /// <summary>Reads accepted records.</summary>
    public void ReadRecords(ref ByteCursor cursor, EventBatch events)
    {
        ReadOrdinals(ref cursor, events);
        events.HasSkippedWindows = cursor.ReadByte() != 0;
        if (events.HasSkippedWindows)
        {
            ReadInts(ref cursor, events.SkippedWindows.AsSpan(0, events.Count));
        }

        foreach (var column in events.Columns)
        {
            Columns.Read(ref cursor, column, events.Count, events.Text);
        }
    }

    /// <summary>Writes the closing of a page.</summary>
    public static void WriteClose(ByteWriter writer, int page, long watermarkUs, bool isEndOfInput)
    {
        writer.WriteByte((byte)FrameKind.Close);
        writer.WriteUnsigned((ulong)page);
        writer.WriteSigned(watermarkUs);
        writer.WriteByte(isEndOfInput ? (byte)1 : (byte)0);
    }

    /// <summary>Passes over the closing of a page, its kind being read already.</summary>
    public static void SkipClose(ref ByteCursor cursor)
    {
        cursor.ReadUnsigned();
        cursor.ReadSigned();
        cursor.ReadByte();
    }

    private static ReadOnlySpan<byte> KeyOf(ActorTable actors, int ordinal) =>
        actors.Resident(ordinal >> ActorPage.Shift).KeyOf(ordinal & ActorPage.Mask);

    private static int ToOrdinal(long value) => value is >= 0 and <= int.MaxValue
        ? (int)value
        : throw new FormatDamageException($"{value} is no ordinal");

    private void WriteTimes(ByteWriter writer, ReadOnlySpan<long> times)
    {
        var scaled = _longs.Take(times.Length);
        var unit = TryScale<Second>(times, scaled) ? Second.Us
            : TryScale<Millisecond>(times, scaled) ? Millisecond.Us
            : 1;
        writer.WriteUnsigned((ulong)unit);
        PackedInts.Write(writer, unit == 1 ? times : scaled);
    }

    private static void ReadTimes(ref ByteCursor cursor, Span<long> times)
    {
        var unit = (long)cursor.ReadUnsigned();
        if (unit is not (1 or Second.Us or Millisecond.Us))
        {
            throw new FormatDamageException($"times in units of {unit} microseconds");
        }

        PackedInts.Read(ref cursor, times);
        foreach (ref var time in times)
        {
            if (time > MaxTimeUs / unit || time < -MaxTimeUs / unit)
            {
                throw new FormatDamageException($"a time of {time} units of {unit} microseconds");
            }

            time *= unit;
        }
    }

    /// <summary>Divides by a unit; a constant for the compiler, which then multiplies instead.</summary>
    private static bool TryScale<TUnit>(ReadOnlySpan<long> times, Span<long> scaled)
        where TUnit : struct, ITimeUnit
    {
        for (var i = 0; i < times.Length; i++)
        {
            var quotient = times[i] / TUnit.Us;
            if (quotient * TUnit.Us != times[i])
            {
                return false;
            }

            scaled[i] = quotient;
        }

        return true;
    }

    private void WriteInts(ByteWriter writer, ReadOnlySpan<int> values)
    {
        var numbers = _longs.Take(values.Length);
        for (var i = 0; i < values.Length; i++)
        {
            numbers[i] = values[i];
        }

        PackedInts.Write(writer, numbers);
    }

    private void ReadInts(ref ByteCursor cursor, Span<int> values)
    {
        var numbers = _longs.Take(values.Length);
        PackedInts.Read(ref cursor, numbers);
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = ToOrdinal(numbers[i]);
        }
    }

    private interface ITimeUnit
    {
        static abstract long Us { get; }
    }

    private readonly struct Second : ITimeUnit
    {
        public const long Us = 1_000_000;

        static long ITimeUnit.Us => Us;
    }

    private readonly struct Millisecond : ITimeUnit
    {
        public const long Us = 1_000;

        static long ITimeUnit.Us => Us;
    }
}
