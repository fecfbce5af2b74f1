using ActorPipeline.Plan;

namespace ActorPipeline.Sources.Generator;

/// <summary>NDJSON <c>{"k":"user-123","ts":1700000000123,"v":12.5}</c>: times in ms, values below 100.</summary>
internal sealed class MetricsMaker(GeneratorSourceSpec spec) : RecordMaker(spec)
{
    private const int ValueBound = 100_00;

    /// <inheritdoc />
    protected override ReadOnlySpan<byte> BadTime => "\"not-a-time!\""u8;

    /// <inheritdoc />
    protected override void Write(
        ref LineWriter line, ref RecordRandom random, long ordinal, long timeUs, out RecordMarks marks)
    {
        line.Text("{\"k\":\"user-"u8);
        var textAt = line.Length - 4;
        line.Number(Keys.Draw(ref random));
        line.Text("\",\"ts\":"u8);
        marks = new RecordMarks(textAt, line.Length);
        line.Number(timeUs / 1000);
        line.Text(",\"v\":"u8);
        line.Hundredths(random.Below(ValueBound), true);
        line.Text("}"u8);
    }
}
