using ActorPipeline.Emission;
using ActorPipeline.Records;

namespace ActorPipeline.Sinks.Formats;

/// <summary>Reasons of dead letters by name, as JSON strings; an unknown code as <c>"reason-17"</c>.</summary>
internal sealed class DeadReasonWriter : ValueWriter
{
    private long[] _values = [];

    public override int MaxFixedLength => 64;

    public override int Write(int row, Span<byte> destination)
    {
        var reason = _values[row];
        var name = (DeadReason)reason switch
        {
            DeadReason.Malformed => "\"malformed\""u8,
            DeadReason.OverLong => "\"over-long\""u8,
            DeadReason.InvalidUtf8 => "\"invalid-utf8\""u8,
            DeadReason.BadTime => "\"bad-time\""u8,
            DeadReason.Late => "\"late\""u8,
            DeadReason.Rejected => "\"rejected\""u8,
            DeadReason.Failed => "\"failed\""u8,
            _ => "\"reason-"u8,
        };
        name.CopyTo(destination);
        if (name[^1] == (byte)'"')
        {
            return name.Length;
        }

        var length = name.Length + Digits.Write((ulong)reason, destination[name.Length..]);
        destination[length] = (byte)'"';
        return length + 1;
    }

    protected override void BindValues(ResultBatch rows, Column values) => _values = values.Values<long>();
}
