using System.Numerics;
using System.Runtime.InteropServices;

namespace ActorPipeline.Sql.Sqlite;

/// <summary>CRC-32C of a row's columns, in the order in which they are added.</summary>
internal struct RowCheck
{
    private uint _crc;

    private RowCheck(uint crc) => _crc = crc;

    /// <summary>Starts with a table's own number, so that a row never passes for one of another table.</summary>
    public static RowCheck OfTable(ulong table) => new(BitOperations.Crc32C(uint.MaxValue, table));

    public readonly long Value => _crc;

    public RowCheck Add(long column)
    {
        _crc = BitOperations.Crc32C(_crc, (ulong)column);
        return this;
    }

    public RowCheck Add(ReadOnlySpan<byte> column)
    {
        Add(column.Length);
        foreach (var word in MemoryMarshal.Cast<byte, ulong>(column))
        {
            _crc = BitOperations.Crc32C(_crc, word);
        }

        foreach (var rest in column[(column.Length & ~7)..])
        {
            _crc = BitOperations.Crc32C(_crc, rest);
        }

        return this;
    }
}
