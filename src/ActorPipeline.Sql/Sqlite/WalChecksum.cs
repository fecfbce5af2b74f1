using System.Buffers.Binary;

namespace ActorPipeline.Sql.Sqlite;

/// <summary>
/// The running checksum of SQLite's write-ahead log: two sums over pairs of 32-bit words, in the byte order that the
/// log's magic number names; stored big-endian. Format: https://www.sqlite.org/fileformat2.html#checksum_algorithm
/// </summary>
internal ref struct WalChecksum
{
    private const uint MagicBigEndian = 0x377f0683;

    private readonly bool _isBigEndian;
    private uint _first;
    private uint _second;

    /// <summary>Starts from nothing, as for the log's own header.</summary>
    /// <param name="header">The log's header.</param>
    public WalChecksum(ReadOnlySpan<byte> header) =>
        _isBigEndian = BinaryPrimitives.ReadUInt32BigEndian(header) == MagicBigEndian;

    /// <summary>Goes on from a stored checksum.</summary>
    /// <param name="header">The log's header.</param>
    /// <param name="seed">The 8 bytes of the checksum before.</param>
    public WalChecksum(ReadOnlySpan<byte> header, ReadOnlySpan<byte> seed)
        : this(header)
    {
        _first = BinaryPrimitives.ReadUInt32BigEndian(seed);
        _second = BinaryPrimitives.ReadUInt32BigEndian(seed[sizeof(uint)..]);
    }

    /// <summary>Adds a multiple of 8 bytes.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        for (var i = 0; i < bytes.Length; i += 2 * sizeof(uint))
        {
            _first += Word(bytes[i..]) + _second;
            _second += Word(bytes[(i + sizeof(uint))..]) + _first;
        }
    }

    /// <summary>Adds bytes; returns whether the sum is what is stored.</summary>
    public bool Matches(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> stored)
    {
        Add(bytes);
        return BinaryPrimitives.ReadUInt32BigEndian(stored) == _first
            && BinaryPrimitives.ReadUInt32BigEndian(stored[sizeof(uint)..]) == _second;
    }

    private readonly uint Word(ReadOnlySpan<byte> bytes) =>
        _isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
}
