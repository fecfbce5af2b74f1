using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ActorPipeline.Records;

namespace ActorPipeline.Decoding;

/// <summary>
/// The fast path: decodes a record by verifying that it has a known shape. It accepts only what the slow path
/// accepts, with the same values; whatever it does not expect it refuses, having at most written values of a row
/// that the slow path will write again. It reads memory by reference, without bounds checks; that is sound because
/// the position is checked against the row's end before each literal, and a row is only tried when
/// <see cref="Slack"/> bytes after its end are readable.
/// </summary>
internal sealed class JsonShapeMatcher
{
    /// <summary>Bytes after a row's end that must be readable: a literal, a number, a vector.</summary>
    public const int Slack = Window + JsonFastNumber.Slack + Window;

    private const int Window = 32;
    private const nint Refused = JsonFastNumber.Refused;
    private const uint TrueWord = 0x65757274;
    private const uint AlseWord = 0x65736C61;
    private const uint NullWord = 0x6C6C756E;

    /// <summary>Columns whose nulls are noted as bits; those of the others are listed.</summary>
    private const int FewColumns = 63;

    private const ulong OtherNulls = 1UL << FewColumns;
    private readonly TimeParser?[] _times;
    private readonly int[] _otherNulls;
    private int _otherNullCount;
    private RecordBatch _batch = new([]);

    /// <summary>Creates a matcher for columns with these time parsers (null for those of other types).</summary>
    public JsonShapeMatcher(TimeParser?[] times)
    {
        _times = times;
        _otherNulls = new int[times.Length];
    }

    /// <summary>Names the batch of the rows to come.</summary>
    public void Begin(RecordBatch batch) => _batch = batch;

    /// <summary>Decodes a row if it has this shape; false without a verdict if not.</summary>
    public bool TryDecode(JsonShape shape, int row)
    {
        if (shape.Count == 0)
        {
            return false;
        }

        // The readers of values are calls, not inlined: together they would need more registers than there are.
        var batch = _batch;
        var columns = batch.Columns;
        ref var data = ref MemoryMarshal.GetArrayDataReference(batch.Data);
        nint at = batch.RowStart[row];
        nint end = batch.RowEnd[row];
        var valueStart = at;
        var nulls = 0UL;
        for (ref var slot = ref shape.Slots[0]; ; slot = ref Unsafe.Add(ref slot, 1))
        {
            // The first is also true for Refused, as an unsigned number.
            if ((nuint)at > (nuint)end
                || ((Vector256.LoadUnsafe(ref data, (nuint)at) ^ slot.Literal) & slot.Mask) != Vector256<byte>.Zero)
            {
                return false;
            }

            at += slot.LiteralLength;
            switch (slot.Kind)
            {
                case JsonSlotKind.None:
                    continue;
                case JsonSlotKind.Again:
                    at = valueStart;
                    continue;
                case JsonSlotKind.End:
                    return at == end && Finish(shape, row, nulls);
                case JsonSlotKind.Text:
                    valueStart = at;
                    at = ReadText(ref data, at, end, ref At<Utf8Slice>(columns, slot.Column, row));
                    continue;
                case JsonSlotKind.TimeText or JsonSlotKind.SkipString:
                    valueStart = at;
                    at = ReadRareText(ref data, at, end, slot.Kind, slot.Column, row);
                    continue;
                case JsonSlotKind.Int64:
                    valueStart = at;
                    at = JsonFastNumber.ReadInt64(ref data, at, ref At<long>(columns, slot.Column, row));
                    break;
                case JsonSlotKind.Double:
                    valueStart = at;
                    at = JsonFastNumber.ReadDouble(ref data, at, end, ref At<double>(columns, slot.Column, row));
                    break;
                case JsonSlotKind.Epoch:
                    valueStart = at;
                    at = ReadEpoch(ref data, at, end, slot.Column, ref At<long>(columns, slot.Column, row));
                    break;
                default:
                    valueStart = at;
                    at = ReadRare(ref data, at, end, slot.Kind, slot.Column, row);
                    break;
            }

            // In place of a number or a boolean, not of a text, whose quotes belong to the literals.
            if (at < 0)
            {
                at = TakeNull(ref data, valueStart, slot.Column, ref nulls);
            }
        }
    }

    private nint ReadRare(ref byte data, nint at, nint end, JsonSlotKind kind, int column, int row)
    {
        var columns = _batch.Columns;
        switch (kind)
        {
            case JsonSlotKind.Decimal:
                return JsonFastNumber.ReadDecimal(ref data, at, out At<decimal>(columns, column, row));
            case JsonSlotKind.Boolean:
                return ReadBoolean(ref data, at, out At<bool>(columns, column, row));
            case JsonSlotKind.SkipBoolean:
                return ReadBoolean(ref data, at, out _);
            default:
                return JsonFastNumber.Skip(ref data, at, end);
        }
    }

    private nint ReadRareText(ref byte data, nint start, nint end, JsonSlotKind kind, int column, int row)
    {
        var slice = new Utf8Slice((int)start, 0);
        var at = FindTextEnd(ref data, start, end);
        if ((nuint)at >= (nuint)end)
        {
            return Refused;
        }

        if (Unsafe.Add(ref data, at) == '\\')
        {
            at = Unescape(start, at, end, ref slice);
            if (at < 0 || kind == JsonSlotKind.SkipString)
            {
                return at;
            }
        }
        else
        {
            slice = slice with { Length = (int)(at - start) };
        }

        return kind == JsonSlotKind.SkipString
            || _times[column]!.TryParse(_batch.Text(slice), out At<long>(_batch.Columns, column, row)) ? at : Refused;
    }

    private nint ReadText(ref byte data, nint start, nint end, ref Utf8Slice slice)
    {
        var at = FindTextEnd(ref data, start, end);
        slice = new Utf8Slice((int)start, (int)(at - start));
        return (nuint)at < (nuint)end && Unsafe.Add(ref data, at) == '\\' ? Unescape(start, at, end, ref slice) : at;
    }

    /// <summary>The position of the first quote, backslash or control character; may lie beyond the end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint FindTextEnd(ref byte data, nint at, nint end)
    {
        while (true)
        {
            var text = Vector256.LoadUnsafe(ref data, (nuint)at);
            var stops = (Vector256.Equals(text, Vector256.Create((byte)'"'))
                | Vector256.Equals(text, Vector256.Create((byte)'\\'))
                | Vector256.LessThan(text, Vector256.Create((byte)' '))).ExtractMostSignificantBits();
            if (stops != 0)
            {
                return at + System.Numerics.BitOperations.TrailingZeroCount(stops);
            }

            at += Window;
            if (at > end)
            {
                return Refused;
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private nint Unescape(nint start, nint escape, nint end, ref Utf8Slice slice)
    {
        var at = (int)escape;
        var data = _batch.Data.AsSpan(0, (int)end);
        while (at < data.Length && data[at] != '"')
        {
            if (data[at] < ' ')
            {
                return Refused;
            }

            at += data[at] == '\\' ? 2 : 1;
        }

        var scratch = _batch.Scratch;
        var text = at < data.Length ? data[(int)start..at] : default;
        if (at >= data.Length || !JsonEscapes.TryUnescape(text, scratch.GetSpan(text.Length), out var length))
        {
            return Refused;
        }

        var from = scratch.Length;
        scratch.Advance(length);
        slice = scratch.SliceFrom(from);
        return at;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private nint ReadEpoch(ref byte data, nint start, nint end, int column, ref long micros)
    {
        var time = (EpochTimeParser)_times[column]!;
        var at = JsonFastNumber.ReadInteger(ref data, start, out var units);
        if (at >= 0 && Unsafe.Add(ref data, at) is not ((byte)'.' or (byte)'e' or (byte)'E'))
        {
            return time.TryConvert(units, out micros) ? at : Refused;
        }

        return ReadAnyEpoch(ref data, start, end, time, out micros);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static nint ReadAnyEpoch(ref byte data, nint start, nint end, EpochTimeParser time, out long micros)
    {
        micros = 0;
        var after = JsonFastNumber.Skip(ref data, start, end);
        return after >= 0 && time.TryParse(
            MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref data, start), (int)(after - start)), out micros)
            ? after
            : Refused;
    }

    private static nint ReadBoolean(ref byte data, nint at, out bool value)
    {
        value = ReadWord(ref data, at) == TrueWord;
        if (value)
        {
            return at + 4;
        }

        return Unsafe.Add(ref data, at) == 'f' && ReadWord(ref data, at + 1) == AlseWord ? at + 5 : Refused;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private nint TakeNull(ref byte data, nint at, int column, ref ulong nulls)
    {
        if (ReadWord(ref data, at) != NullWord)
        {
            return Refused;
        }

        if (column >= FewColumns)
        {
            // The first of a row: whatever is there is another row's.
            _otherNullCount = (nulls & OtherNulls) != 0 ? _otherNullCount : 0;
            _otherNulls[_otherNullCount++] = column;
            nulls |= OtherNulls;
        }
        else
        {
            nulls |= column >= 0 ? 1UL << column : 0;
        }

        return at + 4;
    }

    private bool Finish(JsonShape shape, int row, ulong nulls)
    {
        SetNull(shape.Nulls, row);
        if ((nulls & OtherNulls) != 0)
        {
            nulls &= ~OtherNulls;
            SetNull(_otherNulls.AsSpan(0, _otherNullCount), row);
        }

        for (; nulls != 0; nulls &= nulls - 1)
        {
            var column = System.Numerics.BitOperations.TrailingZeroCount(nulls);
            _batch.Columns[column].SetNull(row, _batch.RowCount);
        }

        return true;
    }

    private void SetNull(ReadOnlySpan<int> columns, int row)
    {
        foreach (var column in columns)
        {
            _batch.Columns[column].SetNull(row, _batch.RowCount);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref T At<T>(Column[] columns, int column, int row)
        where T : struct => ref ((Column<T>)columns[column]).Data[row];

    private static uint ReadWord(ref byte data, nint at)
    {
        var word = Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref data, at));
        return BitConverter.IsLittleEndian ? word : System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(word);
    }
}
