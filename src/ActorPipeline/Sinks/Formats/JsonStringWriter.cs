namespace ActorPipeline.Sinks.Formats;

/// <summary>Text as JSON strings.</summary>
internal sealed class JsonStringWriter : TextValueWriter
{
    public override int MaxFixedLength => 2;

    public override int MaxGrowth => JsonText.MaxGrowth;

    protected override int WriteText(ReadOnlySpan<byte> text, Span<byte> destination) =>
        JsonText.WriteQuoted(text, destination);
}
