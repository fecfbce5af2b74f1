using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace ActorPipeline.Sinks;

/// <summary>
/// What the journal keeps of a file: its length, and hashes of its first and of its last 4 KiB, to notice another
/// file in its place. Layout: version (1 byte), length (8, little-endian), first hash (16), last hash (16).
/// </summary>
internal sealed class FileSinkState
{
    private const byte Version = 1;
    private const int SampleLength = 4096;
    private const int HashLength = 16;
    private const int LengthAt = 1;
    private const int FirstHashAt = LengthAt + sizeof(long);
    private const int LastHashAt = FirstHashAt + HashLength;
    private const int EncodedLength = LastHashAt + HashLength;

    private FileSinkState(byte[] encoded) => Encoded = encoded;

    /// <summary>The state as the journal keeps it.</summary>
    public byte[] Encoded { get; }

    /// <summary>The file's length in bytes.</summary>
    public long Length => BinaryPrimitives.ReadInt64LittleEndian(Encoded.AsSpan(LengthAt));

    /// <summary>Reads a state; null when it is none that this version wrote.</summary>
    public static FileSinkState? Decode(ReadOnlySpan<byte> encoded) =>
        encoded.Length == EncodedLength && encoded[0] == Version ? new FileSinkState(encoded.ToArray()) : null;

    /// <summary>The state of a file that is (cut to) this long. Reads the file.</summary>
    public static FileSinkState Of(SafeFileHandle file, long length)
    {
        var encoded = new byte[EncodedLength];
        encoded[0] = Version;
        BinaryPrimitives.WriteInt64LittleEndian(encoded.AsSpan(LengthAt), length);
        var sample = (int)Math.Min(length, SampleLength);
        Hash(file, 0, sample, encoded.AsSpan(FirstHashAt, HashLength));
        Hash(file, length - sample, sample, encoded.AsSpan(LastHashAt, HashLength));
        return new FileSinkState(encoded);
    }

    /// <summary>Whether the file, cut to this state's length, is the one that was journaled.</summary>
    public bool Matches(SafeFileHandle file) => Of(file, Length).Encoded.AsSpan().SequenceEqual(Encoded);

    private static void Hash(SafeFileHandle file, long offset, int length, Span<byte> destination)
    {
        Span<byte> sample = stackalloc byte[SampleLength];
        var read = 0;
        while (read < length)
        {
            var count = RandomAccess.Read(file, sample[read..length], offset + read);
            if (count == 0)
            {
                break;
            }

            read += count;
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(sample[..read], hash);
        hash[..HashLength].CopyTo(destination);
    }
}
