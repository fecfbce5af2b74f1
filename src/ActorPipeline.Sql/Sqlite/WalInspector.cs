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
    private const int SaltSize = 8;

    private const int FrameHeaderSize = 24;
    private const int FrameCommitOffset = 4;
    private const int FrameSaltOffset = 8;
    private const int FrameChecksumOffset = 16;
    private const int ChecksumSize = 8;

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

        var check = new WalChecksum(header);
        if (!check.Matches(header[..HeaderChecksumOffset], header[HeaderChecksumOffset..]))
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

    /// <summary>
    /// Counts the whole frames that end a commit. Frames are checksummed in a chain, so each is held against what the
    /// one before it says; a frame that a crash has put together from an old and a new one does not count.
    /// </summary>
    private static int CommitsAfter(FileStream file, ReadOnlySpan<byte> header, int frames)
    {
        var frameSize = FrameHeaderSize + (int)BinaryPrimitives.ReadUInt32BigEndian(header[PageSizeOffset..]);
        var salts = header.Slice(SaltOffset, SaltSize);
        var (frame, previous) = (new byte[frameSize], new byte[frameSize]);
        file.Position = HeaderSize + (Math.Max(0, frames - 1) * (long)frameSize);
        if (frames > 0)
        {
            file.ReadExactly(previous);
        }

        var seed = frames > 0 ? previous.AsSpan(FrameChecksumOffset, ChecksumSize) : header[HeaderChecksumOffset..];
        var commits = 0;
        while (file.ReadAtLeast(frame, frameSize, throwOnEndOfStream: false) == frameSize)
        {
            var isCommit = BinaryPrimitives.ReadUInt32BigEndian(frame.AsSpan(FrameCommitOffset)) != 0;
            if (isCommit && frame.AsSpan(FrameSaltOffset, SaltSize).SequenceEqual(salts))
            {
                var check = new WalChecksum(header, seed);
                check.Add(frame.AsSpan(0, FrameSaltOffset));
                commits += check.Matches(
                    frame.AsSpan(FrameHeaderSize), frame.AsSpan(FrameChecksumOffset, ChecksumSize)) ? 1 : 0;
            }

            (frame, previous) = (previous, frame);
            seed = previous.AsSpan(FrameChecksumOffset, ChecksumSize);
        }

        return commits;
    }
}
