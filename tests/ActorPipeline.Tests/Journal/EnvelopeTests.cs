using System.Buffers.Binary;
using ActorPipeline.Journal.Format;
using ActorPipeline.Records;

namespace ActorPipeline.Tests.Journal;

public sealed class EnvelopeTests
{
    private static readonly ShardId Shard = new(3);

    [Fact]
    public void A_blob_opens_as_what_it_is()
    {
        var blob = Blob();
        var payload = Envelope.Open(blob, BlobKind.Events, Shard, 77, out var planVersion);
        Assert.Equal([1, 2, 3, 4, 5], payload.ToArray());
        Assert.Equal(9, planVersion);
    }

    [Fact]
    public void Every_changed_bit_is_found()
    {
        var blob = Blob();
        for (var bit = 0; bit < blob.Length * 8; bit++)
        {
            blob[bit >> 3] ^= (byte)(1 << (bit & 7));
            Assert.Throws<FormatDamageException>(() => Envelope.Open(blob, BlobKind.Events, Shard, 77, out _));
            blob[bit >> 3] ^= (byte)(1 << (bit & 7));
        }
    }

    [Fact]
    public void Every_cut_is_found()
    {
        var blob = Blob();
        for (var length = 0; length < blob.Length; length++)
        {
            Assert.Throws<FormatDamageException>(
                () => Envelope.Open(blob.AsSpan(0, length), BlobKind.Events, Shard, 77, out _));
        }
    }

    [Fact]
    public void A_blob_in_the_place_of_another_is_found()
    {
        var blob = Blob();
        Assert.Throws<FormatDamageException>(() => Envelope.Open(blob, BlobKind.Head, Shard, 77, out _));
        Assert.Throws<FormatDamageException>(() => Envelope.Open(blob, BlobKind.Events, new ShardId(4), 77, out _));
        var damage = Assert.Throws<FormatDamageException>(
            () => Envelope.Open(blob, BlobKind.Events, Shard, 78, out _));
        Assert.Equal(
            "a blob of kind Events of shard 3, number 77, stands in place of one of kind Events of shard 3, number 78",
            damage.Message);
    }

    [Fact]
    public void A_later_format_version_is_named()
    {
        var blob = Blob();
        blob[3] = 2;
        BinaryPrimitives.WriteUInt32LittleEndian(blob.AsSpan(blob.Length - 4), Checksum.Compute(blob.AsSpan()[..^4]));
        var damage = Assert.Throws<FormatDamageException>(
            () => Envelope.Open(blob, BlobKind.Events, Shard, 77, out _));
        Assert.Contains("format version 2", damage.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_checksum_is_crc32c() =>
        Assert.Equal(0xE3069283u, Checksum.Compute("123456789"u8));

    private static byte[] Blob() => Bytes.Written(writer =>
    {
        Envelope.Begin(writer, BlobKind.Events, 9, Shard);
        writer.WriteBytes([1, 2, 3, 4, 5]);
        Envelope.End(writer, 77);
    });
}
