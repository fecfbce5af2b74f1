using System.Buffers.Text;
using System.Text.Unicode;

namespace ActorPipeline.Sinks.Formats;

/// <summary>The original bytes of a dead letter, with the member's name, which tells how they are written.</summary>
internal sealed class DeadRecordWriter : TextValueWriter
{
    public override int MaxFixedLength => 32;

    public override int MaxGrowth => JsonText.MaxGrowth;

    protected override int WriteText(ReadOnlySpan<byte> text, Span<byte> destination)
    {
        if (Utf8.IsValid(text))
        {
            var name = "\"record\":"u8;
            name.CopyTo(destination);
            return name.Length + JsonText.WriteQuoted(text, destination[name.Length..]);
        }

        var start = "\"record_base64\":\""u8;
        start.CopyTo(destination);
        Base64.EncodeToUtf8(text, destination[start.Length..], out _, out var encoded);
        destination[start.Length + encoded] = (byte)'"';
        return start.Length + encoded + 1;
    }
}
