using ActorPipeline.Plan;

namespace ActorPipeline.Sources.Generator;

/// <summary>
/// NDJSON orders: <c>{"order":"o-1","time":"2023-11-14T22:13:20.000Z","customer":{"id":"c-17","country":"DE"},
/// "items":3,"amount":12.50,"status":"paid"}</c>. Keys are customers, each of one country; amounts have two decimals.
/// </summary>
internal sealed class OrdersMaker(GeneratorSourceSpec spec) : RecordMaker(spec)
{
    private const int MaxItems = 9;
    private const int MaxPriceHundredths = 250_00;

    private static readonly byte[][] Countries =
    [
        [.. "DE"u8], [.. "US"u8], [.. "FR"u8], [.. "GB"u8], [.. "PL"u8], [.. "JP"u8], [.. "BR"u8], [.. "IN"u8],
    ];

    private static readonly byte[][] Statuses =
    [
        [.. "paid"u8], [.. "paid"u8], [.. "paid"u8], [.. "paid"u8], [.. "open"u8], [.. "shipped"u8],
        [.. "shipped"u8], [.. "cancelled"u8],
    ];

    /// <inheritdoc />
    protected override ReadOnlySpan<byte> BadTime => "2024-99-99"u8;

    /// <inheritdoc />
    protected override void Write(
        ref LineWriter line, ref RecordRandom random, long ordinal, long timeUs, out RecordMarks marks)
    {
        line.Text("{\"order\":\"o-"u8);
        var textAt = line.Length - 2;
        line.Number(ordinal);
        line.Text("\",\"time\":\""u8);
        marks = new RecordMarks(textAt, line.Length);
        Time(ref line, timeUs);
        var customer = Keys.Draw(ref random);
        line.Text("\",\"customer\":{\"id\":\"c-"u8);
        line.Number(customer);
        line.Text("\",\"country\":\""u8);
        line.Text(Countries[customer % Countries.Length]);
        var items = 1 + random.Below(MaxItems);
        line.Text("\"},\"items\":"u8);
        line.Number(items);
        line.Text(",\"amount\":"u8);
        line.Hundredths(items * (1 + random.Below(MaxPriceHundredths)), false);
        line.Text(",\"status\":\""u8);
        line.Text(Statuses[random.Below(Statuses.Length)]);
        line.Text("\"}"u8);
    }

    // yyyy-MM-ddTHH:mm:ss.fffZ (ISO 8601)
    private static void Time(ref LineWriter line, long timeUs)
    {
        var time = DateTime.UnixEpoch.AddTicks(timeUs * TimeSpan.TicksPerMicrosecond);
        var (year, month, day) = time;
        line.Number(year);
        line.Text("-"u8);
        line.TwoDigits(month);
        line.Text("-"u8);
        line.TwoDigits(day);
        line.Text("T"u8);
        line.TwoDigits(time.Hour);
        line.Text(":"u8);
        line.TwoDigits(time.Minute);
        line.Text(":"u8);
        line.TwoDigits(time.Second);
        line.Text("."u8);
        line.ThreeDigits(time.Millisecond);
        line.Text("Z"u8);
    }
}
