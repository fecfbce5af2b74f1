using System.Buffers.Binary;
using ActorPipeline.Notation;

namespace ActorPipeline.Decoding;

/// <summary>Reads times as <see cref="Iso8601"/> does; remembers the last date, because records come in runs.</summary>
internal sealed class Iso8601TimeParser() : TimeParser("a time such as 2015-05-17T10:05:03.123Z")
{
    // The cache of the last date starts with a true one, the first of January 1970.
    private ulong _lastYearMonth = BinaryPrimitives.ReadUInt64LittleEndian("1970-01-"u8);
    private ushort _lastDayOfMonth = BinaryPrimitives.ReadUInt16LittleEndian("01"u8);
    private long _lastDay;

    /// <inheritdoc />
    public override bool TryParse(ReadOnlySpan<byte> text, out long micros)
    {
        micros = 0;
        return text.Length >= Iso8601.DateLength && TryDate(text, out micros)
            && Iso8601.TryTime(text[Iso8601.DateLength..], ref micros);
    }

    private bool TryDate(ReadOnlySpan<byte> text, out long micros)
    {
        var yearMonth = BinaryPrimitives.ReadUInt64LittleEndian(text);
        var dayOfMonth = BinaryPrimitives.ReadUInt16LittleEndian(text[8..]);
        if (yearMonth == _lastYearMonth && dayOfMonth == _lastDayOfMonth)
        {
            micros = _lastDay;
            return true;
        }

        if (!Iso8601.TryDate(text, out micros))
        {
            return false;
        }

        (_lastYearMonth, _lastDayOfMonth, _lastDay) = (yearMonth, dayOfMonth, micros);
        return true;
    }
}
