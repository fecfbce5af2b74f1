using ActorPipeline.Plan;
using ActorPipeline.Records;

namespace ActorPipeline.Sources.Generator;

/// <summary>A partition of made-up records. Its positions are record numbers.</summary>
internal sealed class GeneratorPartition : ISourcePartition
{
    // Keeps sums of positions from overflowing.
    private const double MaxDue = 1e18;

    private readonly GeneratorSourceSpec _spec;
    private readonly RecordMaker _maker;
    private readonly TimeProvider _time;
    private readonly int _partition;
    private readonly ulong _stream;
    private readonly long _end;
    private readonly string _overLong;
    private long _next;
    private long _first;
    private long? _startedAt;

    /// <summary>Creates a partition.</summary>
    public GeneratorPartition(GeneratorSourceSpec spec, RecordMaker maker, int partition, TimeProvider time)
    {
        _spec = spec;
        _maker = maker;
        _time = time;
        _partition = partition;
        _stream = RecordRandom.StreamOf(spec.Seed, partition);
        _end = RecordsOf(spec, partition);
        _overLong = $"The record is longer than {spec.MaxRecordBytes} bytes, the limit (max-record-bytes); "
            + $"its first {spec.MaxRecordBytes} bytes are kept.";
        Name = $"generator-{partition}";
    }

    /// <inheritdoc />
    public string Name { get; }

    /// <inheritdoc />
    public long? BytesLeft => null;

    /// <summary>How many of all records a partition has.</summary>
    public static long RecordsOf(GeneratorSourceSpec spec, int partition) => spec.Count is not { } count
        ? long.MaxValue
        : (count / spec.Partitions) + (partition < count % spec.Partitions ? 1 : 0);

    /// <inheritdoc />
    public void Seek(long position)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(position);
        _next = _first = position;
        _startedAt = _time.GetTimestamp();
    }

    /// <inheritdoc />
    public ReadResult Read(RecordBatch batch)
    {
        if (_next >= _end)
        {
            return ReadResult.Ended;
        }

        var rows = (int)Math.Min(Math.Min(_end, Due()) - _next, SourceLimits.MaxBatchRows);
        if (rows <= 0)
        {
            return ReadResult.Idle;
        }

        batch.PositionsAreOffsets = false;
        batch.From = _next;
        Fill(batch, rows);
        batch.To = _next;
        return ReadResult.Filled;
    }

    private void Fill(RecordBatch batch, int rows)
    {
        if (batch.Data.Length < _spec.BatchBytes + RecordMaker.MaxBytes)
        {
            batch.Data = GC.AllocateUninitializedArray<byte>(_spec.BatchBytes + RecordMaker.MaxBytes);
        }

        var data = batch.Data;
        var length = 0;
        for (var row = 0; row < rows && length < _spec.BatchBytes; row++)
        {
            var bytes = _maker.Write(_stream, _partition, _next++, data.AsSpan(length, RecordMaker.MaxBytes));
            batch.AddRow(length, length + Math.Min(bytes, _spec.MaxRecordBytes));
            if (bytes > _spec.MaxRecordBytes)
            {
                batch.Kill(row, DeadReason.OverLong, _overLong);
            }

            length += bytes;
        }
    }

    // The number of the first record that is not due yet. The first one is due at once.
    private long Due()
    {
        if (_spec.RatePerSecond is not { } rate)
        {
            return long.MaxValue;
        }

        _startedAt ??= _time.GetTimestamp();
        var due = _time.GetElapsedTime(_startedAt.Value).TotalSeconds * rate / _spec.Partitions;
        return _first + (long)Math.Min(due, MaxDue) + 1;
    }
}
