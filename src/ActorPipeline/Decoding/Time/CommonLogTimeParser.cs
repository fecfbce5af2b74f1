using System.Buffers.Binary;
using ActorPipeline.Notation;

namespace ActorPipeline.Decoding;

/// <summary>Reads the time of Apache's and nginx's access logs: <c>17/May/2015:10:05:03 +0000</c>.</summary>
internal sealed class CommonLogTimeParser() : TimeParser("a time such as 17/May/2015:10:05:03 +0000")
{
    private const int Length = 26;
    private const int YearEnd = 11;

    // The cache of the last date starts with a true one, the first of January 1970.
    private ulong _lastHead = BinaryPrimitives.ReadUInt64LittleEndian("01/Jan/1"u8);
    private ulong _lastTail = BinaryPrimitives.ReadUInt64LittleEndian("Jan/1970"u8);
    private long _lastDay;

    private static ReadOnlySpan<byte> Months => "JanFebMarAprMayJunJulAugSepOctNovDec"u8;

    /// <inheritdoc />
    public override bool TryParse(ReadOnlySpan<byte> text, out long micros)
    {
        micros = 0;
        if (text.Length != Length || text[YearEnd] != ':' || text[20] != ' ' || !TryDate(text, out var day)
            || !CivilTime.TryClock(text, YearEnd + 1, out var clock)
            || !CivilTime.TryOffset(text[21..], out var offset))
        {
            return false;
        }

        micros = day + clock - offset;
        return micros is >= MinMicros and <= MaxMicros;
    }

    private bool TryDate(ReadOnlySpan<byte> text, out long micros)
    {
        // Two overlapping words make up the eleven bytes of the date.
        var head = BinaryPrimitives.ReadUInt64LittleEndian(text);
        var tail = BinaryPrimitives.ReadUInt64LittleEndian(text[(YearEnd - 8)..]);
        if (head == _lastHead && tail == _lastTail)
        {
            micros = _lastDay;
            return true;
        }

        micros = 0;
        if (text[2] != '/' || text[6] != '/' || !CivilTime.TryDay(
            CivilTime.Four(text, 7), Month(text.Slice(3, 3)), CivilTime.Two(text, 0), out micros))
        {
            return false;
        }

        (_lastHead, _lastTail, _lastDay) = (head, tail, micros);
        return true;
    }

    private static int Month(ReadOnlySpan<byte> name)
    {
        for (var month = 0; month < 12; month++)
        {
            if (name.SequenceEqual(Months.Slice(month * 3, 3)))
            {
                return month + 1;
            }
        }

        return 0;
    }
}
