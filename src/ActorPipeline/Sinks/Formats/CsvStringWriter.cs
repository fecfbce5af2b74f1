namespace ActorPipeline.Sinks.Formats;

/// <summary>Text as CSV fields.</summary>
internal sealed class CsvStringWriter : TextValueWriter
{
    public override int MaxFixedLength => 2;

    public override int MaxGrowth => CsvText.MaxGrowth;

    protected override int WriteText(ReadOnlySpan<byte> text, Span<byte> destination) =>
        CsvText.Write(text, destination);
}
