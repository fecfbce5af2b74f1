using System.Buffers.Binary;

namespace ActorPipeline.Sql.Sqlite;

/// <summary>
/// Sees whether SQLite, on opening, gave up more of the write-ahead log than a crash explains. It reads the log up to
/// the first frame whose checksum fails and drops the rest in silence: right for the last commit, torn by a crash, but
/// each commit is synced before the next one is written, so of all earlier ones none can be torn.
/// Format: https://www.sqlite.org/fileformat2.html#the_write_ahead_log
/// </summary>
internal static class WalInspector
{
    private const int HeaderSize = 32;
    private const int HeaderChecksumOffset = 24;
    private const int PageSizeOffset = 8;
    private const int SaltOffset = 16;
    private const uint MagicBigEndian = 0x377f0683;

    private const int FrameHeaderSize = 24;
    private const int FrameCommitOffset = 4;
    private const int FrameSaltOffset = 8;

    /// <summary>Throws when frames beyond those that SQLite has recovered hold more than one commit.</summary>
    public static void Check(string databasePath, int recoveredFrames)
    {
        var path = databasePath + "-wal";
        if (!File.Exists(path))
        {
            return;
        }

        using var file = new FileStream(
            path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        Span<byte> header = stackalloc byte[HeaderSize];
        if (file.ReadAtLeast(header, HeaderSize, throwOnEndOfStream: false) < HeaderSize
            || header.IndexOfAnyExcept((byte)0) < 0)
        {
            return;
        }

        if (!HasValidChecksum(header))
        {
            throw SqliteFaults.Corrupt(databasePath, "the header of its write-ahead log does not match its checksum");
        }

        var lost = CommitsAfter(file, header, recoveredFrames);
        if (lost > 1)
        {
            throw SqliteFaults.Corrupt(
                databasePath, $"its write-ahead log is damaged after frame {recoveredFrames}, {lost} commits are lost");
        }
    }

    private static int CommitsAfter(FileStream file, ReadOnlySpan<byte> header, int frames)
    {
        var frameSize = FrameHeaderSize + BinaryPrimitives.ReadUInt32BigEndian(header[PageSizeOffset..]);
        var salts = BinaryPrimitives.ReadUInt64BigEndian(header[SaltOffset..]);
        Span<byte> frame = stackalloc byte[FrameHeaderSize];
        var commits = 0;
        for (var position = HeaderSize + (frames * frameSize); position < file.Length; position += frameSize)
        {
            file.Position = position;
            if (file.ReadAtLeast(frame, FrameHeaderSize, throwOnEndOfStream: false) == FrameHeaderSize
                && BinaryPrimitives.ReadUInt64BigEndian(frame[FrameSaltOffset..]) == salts
                && BinaryPrimitives.ReadUInt32BigEndian(frame[FrameCommitOffset..]) != 0)
            {
                commits++;
            }
        }

        return commits;
    }

    private static bool HasValidChecksum(ReadOnlySpan<byte> header)
    {
        var isBigEndian = BinaryPrimitives.ReadUInt32BigEndian(header) == MagicBigEndian;
        var (first, second) = (0u, 0u);
        for (var i = 0; i < HeaderChecksumOffset; i += 8)
        {
            first += Word(header[i..], isBigEndian) + second;
            second += Word(header[(i + 4)..], isBigEndian) + first;
        }

        return BinaryPrimitives.ReadUInt32BigEndian(header[HeaderChecksumOffset..]) == first
            && BinaryPrimitives.ReadUInt32BigEndian(header[(HeaderChecksumOffset + 4)..]) == second;
    }

    private static uint Word(ReadOnlySpan<byte> bytes, bool isBigEndian) =>
        isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
}
