using System.Runtime.Intrinsics;
using System.Text.Json;
using ActorPipeline.Records;

namespace ActorPipeline.Decoding;

/// <summary>
/// What stayed the same when records of one producer were seen: the literal pieces between the values, and each
/// value's kind. Reused: learning again keeps the memory.
/// </summary>
internal sealed class JsonShape
{
    private const int MinSlots = 512;
    private const int SlotsAColumn = 4;
    private const int PieceLength = 32;
    private JsonSlot[] _slots = new JsonSlot[16];
    private int _maxSlots = MinSlots;
    private int[] _nulls = [];

    /// <summary>The pieces in the record's order; the last is <see cref="JsonSlotKind.End"/>.</summary>
    public JsonSlot[] Slots => _slots;

    /// <summary>Number of <see cref="Slots"/> in use; 0 when nothing was learned.</summary>
    public int Count { get; private set; }

    /// <summary>The columns that a record of this shape leaves null.</summary>
    public ReadOnlySpan<int> Nulls => _nulls.AsSpan(0, NullCount);

    private int NullCount { get; set; }

    /// <summary>
    /// Learns from a record that the slow path has read without error; false, and empty, when it is too long.
    /// </summary>
    public bool Learn(
        ReadOnlySpan<byte> record,
        ReadOnlySpan<JsonScalar> scalars,
        ReadOnlySpan<JsonValue> values,
        ReadOnlySpan<ColumnType> types)
    {
        Count = 0;
        _maxSlots = MinSlots + (SlotsAColumn * values.Length);
        var literalStart = 0;
        foreach (ref readonly var scalar in scalars)
        {
            if (!AddScalar(record[literalStart..scalar.Start], in scalar, types))
            {
                Count = 0;
                return false;
            }

            literalStart = scalar.Start + scalar.Length;
        }

        if (!AddLiteral(record[literalStart..], JsonSlotKind.End, -1))
        {
            Count = 0;
            return false;
        }

        LearnNulls(values);
        return true;
    }

    /// <summary>Whether the other shape accepts the same records.</summary>
    public bool IsSameAs(JsonShape other)
    {
        if (Count != other.Count || !Nulls.SequenceEqual(other.Nulls))
        {
            return false;
        }

        for (var i = 0; i < Count; i++)
        {
            ref readonly var mine = ref _slots[i];
            ref readonly var its = ref other._slots[i];
            if (mine.Kind != its.Kind || mine.Column != its.Column || mine.Literal != its.Literal
                || mine.LiteralLength != its.LiteralLength)
            {
                return false;
            }
        }

        return true;
    }

    private bool AddScalar(ReadOnlySpan<byte> literal, in JsonScalar scalar, ReadOnlySpan<ColumnType> types)
    {
        if (scalar.Node is not { Columns.Count: > 0 } node)
        {
            return AddLiteral(literal, SkipKind(scalar.Kind), -1);
        }

        var first = node.Columns[0];
        var added = AddLiteral(literal, ColumnKind(scalar.Kind, types[first]), first);
        foreach (var column in node.Columns)
        {
            added = added && (column == first || (AddPiece(default, JsonSlotKind.Again, -1)
                && AddPiece(default, ColumnKind(scalar.Kind, types[column]), column)));
        }

        return added;
    }

    private bool AddLiteral(ReadOnlySpan<byte> literal, JsonSlotKind kind, int column)
    {
        while (literal.Length > PieceLength)
        {
            if (!AddPiece(literal[..PieceLength], JsonSlotKind.None, -1))
            {
                return false;
            }

            literal = literal[PieceLength..];
        }

        return AddPiece(literal, kind, column);
    }

    private bool AddPiece(ReadOnlySpan<byte> piece, JsonSlotKind kind, int column)
    {
        if (Count == _maxSlots)
        {
            return false;
        }

        if (Count == _slots.Length)
        {
            Array.Resize(ref _slots, Count * 2);
        }

        Span<byte> literal = stackalloc byte[PieceLength];
        Span<byte> mask = stackalloc byte[PieceLength];
        literal.Clear();
        mask.Clear();
        piece.CopyTo(literal);
        mask[..piece.Length].Fill(0xFF);
        _slots[Count++] = new JsonSlot
        {
            Literal = Vector256.Create<byte>(literal),
            Mask = Vector256.Create<byte>(mask),
            LiteralLength = piece.Length,
            Kind = kind,
            Column = column,
        };
        return true;
    }

    private void LearnNulls(ReadOnlySpan<JsonValue> values)
    {
        NullCount = 0;
        if (_nulls.Length < values.Length)
        {
            _nulls = new int[values.Length];
        }

        for (var column = 0; column < values.Length; column++)
        {
            if (values[column].Kind is JsonTokenType.None or JsonTokenType.Null)
            {
                _nulls[NullCount++] = column;
            }
        }
    }

    private static JsonSlotKind SkipKind(JsonTokenType kind) => kind switch
    {
        JsonTokenType.String => JsonSlotKind.SkipString,
        JsonTokenType.Number => JsonSlotKind.SkipNumber,
        _ => JsonSlotKind.SkipBoolean,
    };

    private static JsonSlotKind ColumnKind(JsonTokenType kind, ColumnType type) => type switch
    {
        ColumnType.Int64 => JsonSlotKind.Int64,
        ColumnType.Double => JsonSlotKind.Double,
        ColumnType.Decimal => JsonSlotKind.Decimal,
        ColumnType.Boolean => JsonSlotKind.Boolean,
        ColumnType.String => JsonSlotKind.Text,
        _ => kind == JsonTokenType.Number ? JsonSlotKind.Epoch : JsonSlotKind.TimeText,
    };
}
