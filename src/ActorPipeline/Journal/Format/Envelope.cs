using System.Buffers.Binary;
using ActorPipeline.Records;

namespace ActorPipeline.Journal.Format;

/// <summary>
/// The frame around every blob of the journal. Layout, little-endian: "AP", kind (1 byte), format version (1 byte),
/// plan version (4), shard (4), number (8: the commit's sequence, or the page), payload, CRC-32C of all before it (4).
/// The shard and the number are in it so that a blob in another blob's place is found out.
/// </summary>
internal static class Envelope
{
    /// <summary>The format version that is written.</summary>
    public const byte Version = 1;

    /// <summary>Bytes before the payload.</summary>
    public const int HeaderBytes = 20;

    /// <summary>Bytes after the payload.</summary>
    public const int TrailerBytes = 4;

    /// <summary>Starts a blob in an empty writer.</summary>
    public static void Begin(ByteWriter writer, BlobKind kind, int planVersion, ShardId shard)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Truncate(0);
        var header = writer.Claim(HeaderBytes);
        header[0] = (byte)'A';
        header[1] = (byte)'P';
        header[2] = (byte)kind;
        header[3] = Version;
        BinaryPrimitives.WriteInt32LittleEndian(header[4..], planVersion);
        BinaryPrimitives.WriteInt32LittleEndian(header[8..], shard.Value);
        header[12..20].Clear();
    }

    /// <summary>Ends the blob: sets its number and appends the checksum.</summary>
    public static ReadOnlyMemory<byte> End(ByteWriter writer, long number)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Patch(12, (int)number);
        writer.Patch(16, (int)(number >> 32));
        writer.WriteInt32((int)Checksum.Compute(writer.Written));
        return writer.WrittenMemory;
    }

    /// <summary>Checks a blob and returns its payload.</summary>
    /// <exception cref="FormatDamageException">It is not such a blob, or damaged.</exception>
    public static ReadOnlySpan<byte> Open(
        ReadOnlySpan<byte> blob, BlobKind kind, ShardId shard, long number, out int planVersion)
    {
        if (blob.Length < HeaderBytes + TrailerBytes || blob[0] != 'A' || blob[1] != 'P')
        {
            throw new FormatDamageException($"{blob.Length} bytes that are no blob of kind {kind}");
        }

        var body = blob[..^TrailerBytes];
        if (Checksum.Compute(body) != BinaryPrimitives.ReadUInt32LittleEndian(blob[^TrailerBytes..]))
        {
            throw new FormatDamageException($"the checksum of a blob of kind {kind}, {blob.Length} bytes, is wrong");
        }

        if (blob[3] != Version)
        {
            throw new FormatDamageException(
                $"a blob of kind {kind} has format version {blob[3]}; this program reads {Version}");
        }

        var (storedShard, storedNumber) =
            (BinaryPrimitives.ReadInt32LittleEndian(blob[8..]), BinaryPrimitives.ReadInt64LittleEndian(blob[12..]));
        if (blob[2] != (byte)kind || storedShard != shard.Value || storedNumber != number)
        {
            throw new FormatDamageException(
                $"a blob of kind {(BlobKind)blob[2]} of shard {storedShard}, number {storedNumber}, stands in place " +
                $"of one of kind {kind} of shard {shard}, number {number}");
        }

        planVersion = BinaryPrimitives.ReadInt32LittleEndian(blob[4..]);
        return body[HeaderBytes..];
    }
}
