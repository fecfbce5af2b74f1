using System.Buffers.Binary;
using System.Security.Cryptography;

namespace ActorPipeline.Sources.Files;

/// <summary>
/// What a file is known by, whatever its name and compression: its first bytes of decompressed content. Fewer than
/// <see cref="MaxBytes"/> where the file was shorter when it was looked at; it may have grown since. Zero bytes are
/// no identity: an empty file is known by its path only.
/// </summary>
/// <param name="Bytes">How many bytes are hashed.</param>
/// <param name="Hash">The first 16 bytes of their SHA-256, big endian.</param>
internal readonly record struct FileIdentity(int Bytes, UInt128 Hash)
{
    /// <summary>Most bytes that are hashed.</summary>
    public const int MaxBytes = 4096;

    /// <summary>The identity of a file that starts with this.</summary>
    public static FileIdentity Of(ReadOnlySpan<byte> prefix)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(prefix, hash);
        return new FileIdentity(prefix.Length, BinaryPrimitives.ReadUInt128BigEndian(hash));
    }

    /// <summary>The identities of the beginnings of these ascending lengths, as far as there are bytes.</summary>
    public static IReadOnlyList<FileIdentity> At(ReadOnlySpan<int> lengths, ReadOnlySpan<byte> prefix)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> value = stackalloc byte[SHA256.HashSizeInBytes];
        var identities = new List<FileIdentity>();
        var hashed = 0;
        foreach (var length in lengths)
        {
            if (length > prefix.Length)
            {
                break;
            }

            hash.AppendData(prefix[hashed..length]);
            hashed = length;
            hash.GetCurrentHash(value);
            identities.Add(new FileIdentity(length, BinaryPrimitives.ReadUInt128BigEndian(value)));
        }

        return identities;
    }

    /// <summary>Whether a file that starts with <paramref name="prefix"/> is this one, or has grown from it.</summary>
    public bool IsOf(ReadOnlySpan<byte> prefix) => prefix.Length >= Bytes && Of(prefix[..Bytes]) == this;
}
