using System.Buffers.Binary;
using ActorPipeline.Journal.Format;
using ActorPipeline.Records;

namespace ActorPipeline.Runtime.Persistence.Ledgers;

/// <summary>
/// The frame around everything that is given to a persistence plugin: one <c>byte[]</c> an event or snapshot. Layout,
/// little-endian: "AL"; kind (1 byte); version of the format, 1 (1); shard (4), -1 for named values; epoch (8); number
/// (8): the commit of a commit, an opening or a page, else 0; link (4): CRC of the record before, of pages the page's
/// number, else 0; payload; CRC-32C of all before it (4).
/// </summary>
/// <param name="Kind">What it is.</param>
/// <param name="Shard">The shard.</param>
/// <param name="Epoch">Who wrote it; of a claim and of what is in a ledger, that ledger's epoch.</param>
/// <param name="Number">The commit.</param>
/// <param name="Link">The record before, or the page.</param>
internal readonly record struct RecordFrame(RecordKind Kind, ShardId Shard, long Epoch, long Number, uint Link)
{
    public const byte Version = 1;
    public const int HeaderBytes = 28;
    public const int TrailerBytes = 4;

    /// <summary>Shard of what belongs to none.</summary>
    public static readonly ShardId NoShard = new(-1);

    /// <summary>The frame of a named value.</summary>
    public static RecordFrame OfValue(long number) => new(RecordKind.Value, NoShard, 0, number, 0);

    /// <summary>The checksum that a record ends with.</summary>
    public static uint CrcOf(ReadOnlySpan<byte> record) =>
        BinaryPrimitives.ReadUInt32LittleEndian(record[^TrailerBytes..]);

    /// <summary>A record with room for a payload, which the caller fills before <see cref="Seal"/>.</summary>
    public byte[] Begin(int payloadBytes)
    {
        var record = GC.AllocateUninitializedArray<byte>(checked(HeaderBytes + payloadBytes + TrailerBytes));
        record[0] = (byte)'A';
        record[1] = (byte)'L';
        record[2] = (byte)Kind;
        record[3] = Version;
        BinaryPrimitives.WriteInt32LittleEndian(record.AsSpan(4), Shard.Value);
        BinaryPrimitives.WriteInt64LittleEndian(record.AsSpan(8), Epoch);
        BinaryPrimitives.WriteInt64LittleEndian(record.AsSpan(16), Number);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(24), Link);
        return record;
    }

    /// <summary>Ends a record with its checksum.</summary>
    public static byte[] Seal(byte[] record)
    {
        var end = record.Length - TrailerBytes;
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(end), Checksum.Compute(record.AsSpan(0, end)));
        return record;
    }

    /// <summary>A whole record.</summary>
    public byte[] Wrap(ReadOnlySpan<byte> payload)
    {
        var record = Begin(payload.Length);
        payload.CopyTo(record.AsSpan(HeaderBytes));
        return Seal(record);
    }

    /// <summary>Checks a record and takes it apart.</summary>
    /// <exception cref="FormatDamageException">It is none, or damaged.</exception>
    public static RecordFrame Open(ReadOnlyMemory<byte> record, out ReadOnlyMemory<byte> payload)
    {
        var bytes = record.Span;
        if (bytes.Length < HeaderBytes + TrailerBytes || bytes[0] != 'A' || bytes[1] != 'L')
        {
            throw new FormatDamageException($"{bytes.Length} bytes that are no record");
        }

        if (Checksum.Compute(bytes[..^TrailerBytes]) != CrcOf(bytes))
        {
            throw new FormatDamageException($"the checksum of a record of {bytes.Length} bytes is wrong");
        }

        if (bytes[3] != Version)
        {
            throw new FormatDamageException($"a record of format version {bytes[3]}; this program reads {Version}");
        }

        payload = record[HeaderBytes..^TrailerBytes];
        return new RecordFrame(
            (RecordKind)bytes[2],
            new ShardId(BinaryPrimitives.ReadInt32LittleEndian(bytes[4..])),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]),
            BinaryPrimitives.ReadUInt32LittleEndian(bytes[24..]));
    }

    /// <summary>Checks a record that must be the one that this frame says; returns its payload.</summary>
    /// <exception cref="FormatDamageException">It is none, damaged, or another one.</exception>
    public ReadOnlyMemory<byte> Open(ReadOnlyMemory<byte> record)
    {
        var found = Open(record, out var payload);
        return found == this
            ? payload
            : throw new FormatDamageException($"{found} stands in place of {this}");
    }

    /// <inheritdoc />
    public override string ToString() =>
        $"record {(char)Kind} of shard {Shard}, epoch {Epoch}, number {Number}, link {Link:x8}";
}
