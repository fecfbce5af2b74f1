using ActorPipeline.Records;

namespace ActorPipeline.Sources;

/// <summary>
/// Cuts bytes into records, one a line, straight into a batch's own array; the piece of a line at its end is carried to
/// the next batch. Empty lines are no records; <c>\r</c> before <c>\n</c> stays in the row, for the decoder to trim.
/// A byte order mark at the start of the content is skipped. The last line needs no line feed. Memory is bounded by
/// the batch and one record, however long a line is. Not thread-safe.
/// </summary>
internal sealed class LineFramer
{
    // Room after the kept part of a long line, through which the rest of it is skipped.
    private const int SkipBytes = 64 << 10;

    // A read that has passed over this much of a long line, or of empty ones, says that there is nothing yet: the
    // pipeline may have been asked to stop.
    private const long MaxSkippedBytes = 64 << 20;

    private const int LineEndBytes = 2;
    private const int NewlinesAtOnce = 1024;
    private readonly int _batchBytes;
    private readonly int _maxRecordBytes;
    private readonly string _overLong;
    private byte[] _carry = [];
    private int _carried;
    private int _chunkBytes;
    private long _longLineBytes;
    private bool _atStart;
    private bool _ended;

    /// <summary>Creates a framer for one input.</summary>
    public LineFramer(int batchBytes, int maxRecordBytes)
    {
        _batchBytes = batchBytes;
        _maxRecordBytes = maxRecordBytes;
        _overLong = $"The record is longer than {maxRecordBytes} bytes, the limit (max-record-bytes); "
            + $"its first {maxRecordBytes} bytes are kept.";
        Reset(0, true);
    }

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Offset in the content of the first byte that is not framed yet.</summary>
    public long Offset { get; private set; }

    /// <summary>Whether all of the input is framed.</summary>
    public bool IsAtEnd => _ended && _carried == 0;

    /// <summary>Forgets what was carried; the input goes on at this offset.</summary>
    public void Reset(long offset, bool atStart)
    {
        Offset = offset;
        _atStart = atStart;
        _carried = 0;
        _longLineBytes = 0;
        _chunkBytes = _batchBytes;
        _ended = false;
    }

    /// <summary>Fills a cleared batch; its positions are offsets in the content.</summary>
    public ReadResult Read(RecordBatch batch, IByteInput input)
    {
        var length = _carried;
        var target = Math.Max(_chunkBytes, length);
        Reserve(batch, target, 0);
        _carry.AsSpan(0, length).CopyTo(batch.Data);
        if (_longLineBytes > 0)
        {
            return SkipLongLine(batch, input);
        }

        var scanned = 0;
        var skipped = 0L;
        while (true)
        {
            var filled = Fill(batch.Data, ref length, target, input);
            var framed = Frame(batch, scanned, length);
            if (filled == ReadResult.Ended && batch.RowCount < SourceLimits.MaxBatchRows)
            {
                framed = FrameLastLine(batch, framed, length);
            }

            if (batch.RowCount > 0)
            {
                return Finish(batch, framed, length);
            }

            if (framed > 0)
            {
                batch.Data.AsSpan(framed, length - framed).CopyTo(batch.Data);
                Advance(framed);
                length -= framed;
                skipped += framed;
            }

            scanned = length;
            if (filled != ReadResult.Filled || skipped > MaxSkippedBytes)
            {
                Carry(batch.Data, 0, length);
                return filled == ReadResult.Filled ? ReadResult.Idle : filled;
            }

            if (length >= Mark(batch.Data, length) + _maxRecordBytes + LineEndBytes)
            {
                _longLineBytes = length;
                return SkipLongLine(batch, input);
            }

            if (length == target)
            {
                target = (int)Math.Min(2L * target, ByteOrderMark.Length + _maxRecordBytes + LineEndBytes);
                Reserve(batch, target, length);
            }
        }
    }

    private static void Reserve(RecordBatch batch, int size, int keep)
    {
        if (batch.Data.Length < size)
        {
            var data = GC.AllocateUninitializedArray<byte>(size);
            batch.Data.AsSpan(0, keep).CopyTo(data);
            batch.Data = data;
        }
    }

    private int Mark(byte[] data, int length) =>
        _atStart && data.AsSpan(0, length).StartsWith(ByteOrderMark) ? ByteOrderMark.Length : 0;

    private ReadResult Fill(byte[] data, ref int length, int target, IByteInput input)
    {
        while (length < target && !_ended)
        {
            var read = input.Read(data.AsSpan(length, target - length));
            if (read == IByteInput.Nothing)
            {
                return ReadResult.Idle;
            }

            _ended = read == IByteInput.End;
            length += read;
        }

        return _ended ? ReadResult.Ended : ReadResult.Filled;
    }

    /// <summary>Adds the whole lines; returns the index after the last of them.</summary>
    private int Frame(RecordBatch batch, int scanned, int length)
    {
        var data = batch.Data;
        var framed = 0;
        var start = Mark(data, length);
        Span<int> found = stackalloc int[NewlinesAtOnce];
        while (scanned < length && batch.RowCount < SourceLimits.MaxBatchRows)
        {
            var count = NewlineScanner.Find(data.AsSpan(0, length), ref scanned, found);
            var newlines = found[..Math.Min(count, SourceLimits.MaxBatchRows - batch.RowCount)];
            foreach (var end in newlines)
            {
                var size = end - start;
                if (size > 1 && size <= _maxRecordBytes)
                {
                    batch.AddRow(start, end);
                }
                else
                {
                    AddOddLine(batch, start, end);
                }

                start = framed = end + 1;
            }

            // There may be room still, because empty lines are no rows.
            scanned = newlines.Length < count ? start : scanned;
        }

        return framed;
    }

    private int FrameLastLine(RecordBatch batch, int framed, int length)
    {
        AddOddLine(batch, framed == 0 ? Mark(batch.Data, length) : framed, length);
        return length;
    }

    // Empty, one byte, or too long perhaps.
    private void AddOddLine(RecordBatch batch, int start, int end)
    {
        var data = batch.Data;
        var textEnd = end > start && data[end - 1] == '\r' ? end - 1 : end;
        if (textEnd - start > _maxRecordBytes)
        {
            batch.AddRow(start, start + _maxRecordBytes);
            batch.Kill(batch.RowCount - 1, DeadReason.OverLong, _overLong);
        }
        else if (textEnd > start)
        {
            batch.AddRow(start, end);
        }
    }

    /// <summary>
    /// The batch's data starts with a line that is too long. It becomes a batch of its own, because positions of rows
    /// count bytes of the array, and the skipped ones are not in there.
    /// </summary>
    private ReadResult SkipLongLine(RecordBatch batch, IByteInput input)
    {
        var mark = Mark(batch.Data, _maxRecordBytes + LineEndBytes);
        var kept = mark + _maxRecordBytes;
        Reserve(batch, kept + SkipBytes, kept);
        var data = batch.Data;
        var rest = data.AsSpan(kept, SkipBytes);
        var lineBytes = _longLineBytes;
        while (true)
        {
            var isEnough = lineBytes - _longLineBytes > MaxSkippedBytes;
            var read = _ended ? IByteInput.End : isEnough ? IByteInput.Nothing : input.Read(rest);
            if (read == IByteInput.Nothing)
            {
                Carry(data, 0, kept);
                _longLineBytes = lineBytes;
                return ReadResult.Idle;
            }

            _ended = read == IByteInput.End;
            var newline = rest[..read].IndexOf((byte)'\n');
            if (newline >= 0 || _ended)
            {
                batch.AddRow(mark, kept);
                batch.Kill(0, DeadReason.OverLong, _overLong);
                Cover(batch, lineBytes + newline + 1);
                Carry(data, kept + newline + 1, _ended ? 0 : read - newline - 1);
                _longLineBytes = 0;
                return ReadResult.Filled;
            }

            lineBytes += read;
        }
    }

    private ReadResult Finish(RecordBatch batch, int framed, int length)
    {
        Cover(batch, framed);
        Carry(batch.Data, framed, length - framed);
        // Where lines are so short that the limit of rows ends a batch, reading more would only be carried on and on.
        _chunkBytes = batch.RowCount == SourceLimits.MaxBatchRows
            ? Math.Min(framed, _batchBytes)
            : (int)Math.Min(2L * _chunkBytes, _batchBytes);
        return ReadResult.Filled;
    }

    private void Cover(RecordBatch batch, long bytes)
    {
        batch.From = Offset;
        batch.DataFrom = 0;
        batch.PositionsAreOffsets = true;
        Advance(bytes);
        batch.To = Offset;
    }

    private void Advance(long bytes)
    {
        Offset += bytes;
        _atStart = false;
    }

    private void Carry(byte[] data, int start, int count)
    {
        if (_carry.Length < count)
        {
            _carry = GC.AllocateUninitializedArray<byte>(Math.Max(count, Math.Min(2 * _carry.Length, SkipBytes)));
        }

        data.AsSpan(start, count).CopyTo(_carry);
        _carried = count;
    }
}
