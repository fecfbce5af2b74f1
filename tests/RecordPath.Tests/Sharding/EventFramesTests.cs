using ActorPipeline.TestKit.Simulation.Naive;
using ActorPipeline.TestKit.InMemory;
using System.Text;
using ActorPipeline.Actors;
using ActorPipeline.Journal.Format;
using ActorPipeline.Plan;
using ActorPipeline.Records;
using ActorPipeline.Sharding;
using ActorPipeline.Windows;
using RecordPath.Tests.Harness;

namespace RecordPath.Tests.Sharding;

public sealed class EventFramesTests
{
    private const long Second = 1_000_000;
    private static readonly long _year9999 = DateTime.MaxValue.Subtract(DateTime.UnixEpoch).Ticks / 10;

    private static readonly ColumnType[] _types =
        [ColumnType.Int64, ColumnType.String, ColumnType.Double, ColumnType.Boolean, ColumnType.Decimal];

    private readonly EventFrames _frames = new();
    private readonly ByteWriter _writer = new();

    [Fact]
    public void Births_come_back_with_their_ordinals_hashes_and_keys()
    {
        var plan = Plans.Of(new WindowSpec.Tumbling(1_000), ["k"], ["count()"]);
        var actors = new ActorTable(default, new WindowProgram(plan, StateHistory.Of(plan)), new NoPages());
        (int Ordinal, ulong Hash, string Key)[] births =
            [(0, 7, "first"), (1023, ulong.MaxValue, ""), (1024, 0, "on the next page"), (5, 7, "grün")];
        foreach (var (ordinal, hash, key) in births)
        {
            actors.AddAt(ordinal, hash, Encoding.UTF8.GetBytes(key));
        }

        _frames.WriteBirths(_writer, [.. births.Select(b => b.Ordinal)], actors);

        var read = new List<(int, ulong, string)>();
        var cursor = Frame(FrameKind.Births);
        EventFrames.ReadBirths(
            ref cursor, (ordinal, hash, key) => read.Add((ordinal, hash, Encoding.UTF8.GetString(key))));
        Assert.Equal(births, read);
        Assert.True(cursor.AtEnd);
    }

    [Fact]
    public void Records_come_back_as_they_were()
    {
        foreach (var seed in Seeds.Up(200))
        {
            var random = new Random(seed);
            var events = Events(random, random.Next(1, 300));
            _writer.Truncate(0);
            _frames.WriteRecords(_writer, events);

            var read = new EventBatch(_types);
            var cursor = Frame(FrameKind.Records);
            _frames.ReadRecords(ref cursor, read);

            Assert.True(cursor.AtEnd, $"seed {seed}");
            Assert.True(Show(events).SequenceEqual(Show(read)), $"seed {seed}");
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1_000)]
    [InlineData(Second)]
    public void Times_come_back_whatever_their_unit_from_the_year_1_to_9999(long unit)
    {
        long[] times = [-62_135_596_800 * Second, 0, -unit, unit, _year9999 / unit * unit];

        Assert.Equal(times, RoundTrip(times));
    }

    [Fact]
    public void Coarse_times_take_less_room_than_fine_ones()
    {
        var random = new Random(1);
        var times = Enumerable.Range(0, 1_000).Select(_ => random.NextInt64(3_600 * Second)).ToArray();
        var (fine, millis, seconds) = (Size(times), Size(Cut(1_000)), Size(Cut(Second)));

        // Ten bits less a time for each step of a thousand.
        Assert.InRange(fine - millis, 1_200, 1_300);
        Assert.InRange(millis - seconds, 1_200, 1_300);

        long[] Cut(long unit) => [.. times.Select(t => t / unit * unit)];
    }

    [Fact]
    public void A_frame_that_closes_a_page_is_passed_over_as_a_whole()
    {
        EventFrames.WriteClose(_writer, page: 70_000, watermarkUs: long.MinValue, isEndOfInput: true);
        _writer.WriteByte(42);

        var cursor = Frame(FrameKind.Close);
        EventFrames.SkipClose(ref cursor);
        Assert.Equal(42, cursor.ReadByte());
    }

    [Theory]
    [InlineData("03", "times in units of 3 microseconds")]
    [InlineData("C0843D 01 40 FFFFFFFFFFFFFF7F", "a time of 9223372036854775806 units of 1000000 microseconds")]
    [InlineData("01 00 01 0100000000000000 01 00", "-1 is no ordinal")]
    [InlineData("01 00 41", "packed integers of 65 bits")]
    [InlineData("01 00 01 01", "wants 8 bytes")]
    public void Damaged_records_are_found_out(string hex, string problem) =>
        Found($"00 01 {hex}", problem, cursor => new EventFrames().ReadRecords(ref cursor, new EventBatch(_types)));

    [Theory]
    [InlineData("05 00 00", "5 births")]
    [InlineData("01 01 00 00 00 0000000000000000", "-1 is no ordinal")]
    [InlineData("01 00 00 01 00 0000000000000000", "wants -1 bytes")]
    [InlineData("01 00 00 08 00 0000000000000000 00", "wants 4 bytes")]
    public void Damaged_births_are_found_out(string hex, string problem) =>
        Found(hex, problem, cursor => EventFrames.ReadBirths(ref cursor, (_, _, _) => { }));

    private delegate void Reader(ByteCursor cursor);

    private static void Found(string hex, string problem, Reader read)
    {
        var bytes = Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
        var damage = Assert.Throws<FormatDamageException>(() => read(new ByteCursor(bytes)));
        Assert.Contains(problem, damage.Message, StringComparison.Ordinal);
    }

    private static EventBatch Events(Random random, int count)
    {
        var events = new EventBatch(_types);
        events.Reset(count);
        events.Partition = new PartitionId(random.Next(1_000));
        events.HasSkippedWindows = random.Next(2) == 0;
        var spread = 1L << random.Next(1, 40);
        for (var i = 0; i < count; i++)
        {
            events.TimesUs[i] = random.NextInt64(-spread, spread);
            events.Ordinals[i] = random.Next(1 << random.Next(1, 31));
            events.SkippedWindows[i] = events.HasSkippedWindows ? random.Next(5) : 0;
            for (var c = 0; c < _types.Length; c++)
            {
                ColumnValues.Set(events.Columns[c], i, count, Value(random, _types[c]), events.Text);
            }
        }

        return events;
    }

    private static object? Value(Random random, ColumnType type) => random.Next(5) == 0 ? null : type switch
    {
        ColumnType.Int64 => random.NextInt64() >> random.Next(64),
        ColumnType.Double => Math.Round(random.NextDouble() * 100, random.Next(15)),
        ColumnType.Decimal => new decimal(random.Next(), random.Next(2), 0, random.Next(2) == 0, (byte)random.Next(5)),
        ColumnType.Boolean => random.Next(2) == 0,
        _ => new string('ä', random.Next(5)),
    };

    private static IEnumerable<string> Show(EventBatch events) => Enumerable.Range(0, events.Count).Select(i =>
        $"{events.Partition} {events.TimesUs[i]} {events.Ordinals[i]} "
        + (events.HasSkippedWindows ? $"{events.SkippedWindows[i]} " : "")
        + string.Join(", ", events.Columns.Select(c => SinkRow.TextOf(ColumnValues.Get(c, i, events.TextOf)))));

    private long[] RoundTrip(long[] times)
    {
        Size(times);
        var read = new EventBatch([]);
        var cursor = Frame(FrameKind.Records);
        _frames.ReadRecords(ref cursor, read);
        return read.TimesUs[..read.Count];
    }

    /// <summary>Writes events with these times and nothing else; returns the frame's size.</summary>
    private int Size(long[] times)
    {
        var events = new EventBatch([]);
        events.Reset(times.Length);
        times.CopyTo(events.TimesUs, 0);
        _writer.Truncate(0);
        _frames.WriteRecords(_writer, events);
        return _writer.Length;
    }

    private ByteCursor Frame(FrameKind kind)
    {
        var cursor = new ByteCursor(_writer.Written);
        Assert.Equal(kind, (FrameKind)cursor.ReadByte());
        return cursor;
    }

    private sealed class NoPages : IPageReader
    {
        public ReadOnlyMemory<byte>? ReadPage(int page) => null;
    }
}
