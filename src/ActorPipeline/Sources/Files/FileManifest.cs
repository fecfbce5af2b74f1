using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace ActorPipeline.Sources.Files;

/// <summary>
/// What positions of a file source mean: for each partition its files, in the order of their indexes. Entries are only
/// ever added at the end. Encoded, numbers little endian: a version byte, a byte 1 for a partition per file, the number
/// of partitions (int32); for each its number of files (int32), and for each of those the number of hashed bytes
/// (int32), the hash (16 bytes as SHA-256 gives them) and the path (length as int32, UTF-8).
/// </summary>
internal sealed class FileManifest(bool parallel, IReadOnlyList<IReadOnlyList<ManifestEntry>> partitions)
{
    private const byte Version = 1;
    private const int HashBytes = 16;

    /// <summary>Whether each file is a partition.</summary>
    public bool Parallel => parallel;

    /// <summary>The files of each partition.</summary>
    public IReadOnlyList<IReadOnlyList<ManifestEntry>> Partitions => partitions;

    /// <summary>Reads what <see cref="Encode"/> wrote.</summary>
    /// <exception cref="SourceException">It is not a manifest of files.</exception>
    public static FileManifest Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length == 0 || bytes[0] != Version)
        {
            throw Foreign();
        }

        try
        {
            var at = 2;
            var partitions = new IReadOnlyList<ManifestEntry>[ReadCount(bytes, ref at)];
            for (var p = 0; p < partitions.Length; p++)
            {
                var files = new ManifestEntry[ReadCount(bytes, ref at)];
                for (var f = 0; f < files.Length; f++)
                {
                    files[f] = ReadEntry(bytes, ref at);
                }

                partitions[p] = files;
            }

            return at == bytes.Length ? new FileManifest(bytes[1] == 1, partitions) : throw Foreign();
        }
        catch (ArgumentOutOfRangeException)
        {
            throw Foreign();
        }
    }

    /// <summary>The bytes to journal.</summary>
    public ReadOnlyMemory<byte> Encode()
    {
        var target = new ArrayBufferWriter<byte>();
        target.Write([Version, parallel ? (byte)1 : (byte)0]);
        WriteInt(target, partitions.Count);
        foreach (var files in partitions)
        {
            WriteInt(target, files.Count);
            foreach (var file in files)
            {
                WriteInt(target, file.Identity.Bytes);
                BinaryPrimitives.WriteUInt128BigEndian(target.GetSpan(HashBytes), file.Identity.Hash);
                target.Advance(HashBytes);
                WriteInt(target, Encoding.UTF8.GetByteCount(file.Path));
                Encoding.UTF8.GetBytes(file.Path, target);
            }
        }

        return target.WrittenMemory;
    }

    private static ManifestEntry ReadEntry(ReadOnlySpan<byte> bytes, ref int at)
    {
        var prefix = ReadInt(bytes, ref at);
        var hash = BinaryPrimitives.ReadUInt128BigEndian(bytes.Slice(at, HashBytes));
        at += HashBytes;
        var length = ReadInt(bytes, ref at);
        var path = Encoding.UTF8.GetString(bytes.Slice(at, length));
        at += length;
        return prefix is >= 0 and <= FileIdentity.MaxBytes
            ? new ManifestEntry(new FileIdentity(prefix, hash), path)
            : throw Foreign();
    }

    // No more elements than bytes are left: damaged counts must not allocate.
    private static int ReadCount(ReadOnlySpan<byte> bytes, ref int at)
    {
        var count = ReadInt(bytes, ref at);
        return count >= 0 && count <= bytes.Length - at ? count : throw Foreign();
    }

    private static int ReadInt(ReadOnlySpan<byte> bytes, ref int at)
    {
        var value = BinaryPrimitives.ReadInt32LittleEndian(bytes.Slice(at, sizeof(int)));
        at += sizeof(int);
        return value;
    }

    private static void WriteInt(ArrayBufferWriter<byte> target, int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(target.GetSpan(sizeof(int)), value);
        target.Advance(sizeof(int));
    }

    private static SourceException Foreign() => new(
        "The saved state is not that of a file source of this version, so its positions mean nothing here. Was the "
        + "source of this pipeline changed? Change it back, or start afresh (--fresh).");
}
