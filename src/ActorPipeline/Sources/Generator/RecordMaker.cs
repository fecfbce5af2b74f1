using ActorPipeline.Plan;

namespace ActorPipeline.Sources.Generator;

/// <summary>Makes records of a <see cref="GeneratorSourceSpec"/>: a pure function of partition and number.</summary>
internal abstract class RecordMaker
{
    /// <summary>Room that any record fits in, in bytes.</summary>
    public const int MaxBytes = 1024;

    /// <summary>Latest event time, microseconds since 1970: the end of the year 9998, so that it has a date.</summary>
    public const long MaxTimeUs = 253_370_764_799_999_999;

    private const double UsPerSecond = 1_000_000;
    private readonly GeneratorSourceSpec _spec;
    private readonly double _usPerRecord;
    private readonly ulong _malformedBelow;

    /// <summary>Takes the settings.</summary>
    protected RecordMaker(GeneratorSourceSpec spec)
    {
        _spec = spec;
        _usPerRecord = UsPerSecond / spec.EventRatePerSecond;
        _malformedBelow = (ulong)(spec.MalformedShare * (1L << 53));
        Keys = new ZipfTable(spec.Keys, spec.Skew);
    }

    /// <summary>Draws keys.</summary>
    protected ZipfTable Keys { get; }

    /// <summary>What takes the place of a malformed record's time; as long as the time or shorter.</summary>
    protected abstract ReadOnlySpan<byte> BadTime { get; }

    /// <summary>Creates the maker of a kind.</summary>
    public static RecordMaker Create(GeneratorSourceSpec spec) => spec.Kind switch
    {
        GeneratorKind.AccessLog => new AccessLogMaker(spec),
        GeneratorKind.Metrics => new MetricsMaker(spec),
        GeneratorKind.Orders => new OrdersMaker(spec),
        _ => throw new SourceException($"There are no made-up records of kind {spec.Kind}."),
    };

    /// <summary>Writes a record without line ending; returns its length, at least 1.</summary>
    /// <param name="stream">The partition's <see cref="RecordRandom.StreamOf"/>.</param>
    /// <param name="partition">The partition.</param>
    /// <param name="number">Number of the record in its partition.</param>
    /// <param name="target">Room for <see cref="MaxBytes"/>.</param>
    public int Write(ulong stream, int partition, long number, Span<byte> target)
    {
        var random = RecordRandom.Of(stream, number);
        var ordinal = (number * _spec.Partitions) + partition;
        var line = new LineWriter(target);
        Write(ref line, ref random, ordinal, TimeOf(ordinal, ref random), out var marks);
        return _malformedBelow > 0 && (random.Next() >> 11) < _malformedBelow
            ? Malform(target[..line.Length], marks, ref random)
            : line.Length;
    }

    /// <summary>Writes a record.</summary>
    /// <param name="line">Where to.</param>
    /// <param name="random">Its draws.</param>
    /// <param name="ordinal">Its number among those of all partitions.</param>
    /// <param name="timeUs">Its event time, microseconds since 1970.</param>
    /// <param name="marks">Where its parts are.</param>
    protected abstract void Write(
        ref LineWriter line, ref RecordRandom random, long ordinal, long timeUs, out RecordMarks marks);

    private long TimeOf(long ordinal, ref RecordRandom random)
    {
        var newest = _spec.StartUs + (long)Math.Min(ordinal * _usPerRecord, MaxTimeUs - _spec.StartUs);
        // Nothing is older than the first record.
        var behind = Math.Min(_spec.OutOfOrderUs, newest - _spec.StartUs);
        return behind == 0 ? newest : newest - random.Below(behind + 1);
    }

    private int Malform(Span<byte> line, RecordMarks marks, ref RecordRandom random)
    {
        switch (random.Below(4))
        {
            case 0:
                return 1 + random.Below(line.Length / 2);
            case 1:
                var garbage = line[..(1 + random.Below(Math.Min(line.Length, 60)))];
                foreach (ref var symbol in garbage)
                {
                    symbol = (byte)('!' + random.Below('~' - '!' + 1));
                }

                return garbage.Length;
            case 2:
                // No UTF-8 text has this byte.
                line[marks.TextAt + random.Below(2)] = 0xFF;
                return line.Length;
            default:
                var time = line[marks.TimeAt..];
                BadTime[..Math.Min(BadTime.Length, time.Length)].CopyTo(time);
                return line.Length;
        }
    }
}
