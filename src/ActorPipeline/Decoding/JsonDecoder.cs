using ActorPipeline.Plan;
using ActorPipeline.Records;

namespace ActorPipeline.Decoding;

/// <summary>
/// Decodes NDJSON: one object a row. Records of one producer look alike, so the decoder keeps the shapes of the last
/// records and verifies them (<see cref="JsonShapeMatcher"/>); a record of no known shape is read by
/// <see cref="JsonRecordReader"/>, from which a new shape is learned. Allocates nothing once it has learned.
/// </summary>
/// <remarks>
/// A missing name, a missing element and JSON null are null, at the end of a path and on it; of duplicate names the
/// last one counts. Int64 takes every number that is a whole 64-bit integer (<c>1.0</c> and <c>1e3</c> too), Double
/// every number within its range, Decimal every number that it holds without rounding. Epoch times may be numbers or
/// quoted. A value that its column can't take, and one that its path can't lead through, make the row a dead letter.
/// </remarks>
internal sealed class JsonDecoder : IDecoder
{
    private const int ShapeLimit = 4;
    private const int CreditLimit = 256;
    private const int LearnCost = 8;
    private readonly JsonRecordReader _reader;
    private readonly JsonShapeMatcher _matcher;
    private readonly JsonColumnWriter[] _writers;
    private readonly ColumnType[] _types;
    private readonly JsonShape[] _shapes = new JsonShape[ShapeLimit];
    private JsonShape _spare = new();
    private int _credit = CreditLimit;

    /// <summary>Creates the decoder. Throws <see cref="DecoderException"/> for a broken path.</summary>
    public JsonDecoder(JsonDecoderSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var times = new TimeParser?[spec.Columns.Count];
        _types = new ColumnType[times.Length];
        _writers = new JsonColumnWriter[times.Length];
        for (var i = 0; i < times.Length; i++)
        {
            var column = spec.Columns[i];
            _types[i] = column.Type;
            times[i] = TimeParser.CreateFor(column);
            _writers[i] = new JsonColumnWriter(column, i, times[i]);
        }

        _reader = new JsonRecordReader(JsonPathNode.Build(spec.Columns), times.Length);
        _matcher = new JsonShapeMatcher(times);
        for (var i = 0; i < ShapeLimit; i++)
        {
            _shapes[i] = new JsonShape();
        }
    }

    /// <inheritdoc />
    public void Decode(RecordBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        batch.ResetColumns();
        Utf8Rows.KillInvalid(batch);
        _matcher.Begin(batch);
        var status = batch.Status;
        for (var row = 0; row < batch.RowCount; row++)
        {
            if (status[row] == RowStatus.Live && !TryFast(batch, row))
            {
                DecodeSlow(batch, row);
            }
        }
    }

    private bool TryFast(RecordBatch batch, int row)
    {
        var start = batch.RowStart[row];
        var end = batch.RowEnd[row];
        if ((uint)start > (uint)end || end > batch.Data.Length - JsonShapeMatcher.Slack)
        {
            return false;
        }

        var shapes = _shapes;
        if (_matcher.TryDecode(shapes[0], row))
        {
            return true;
        }

        for (var i = 1; i < shapes.Length; i++)
        {
            if (_matcher.TryDecode(shapes[i], row))
            {
                MoveToFront(i);
                _credit = Math.Min(CreditLimit, _credit + 1);
                return true;
            }
        }

        return false;
    }

    private void DecodeSlow(RecordBatch batch, int row)
    {
        var record = batch.RowBytes(row);
        var error = _reader.Read(record);
        if (error is not null)
        {
            batch.Kill(row, DeadReason.Malformed, error);
            return;
        }

        var values = _reader.Values;
        for (var i = 0; i < _writers.Length; i++)
        {
            if (!_writers[i].TryWrite(batch, row, in values[i]))
            {
                return;
            }
        }

        Learn(record);
    }

    private void Learn(ReadOnlySpan<byte> record)
    {
        // Records that are all different would pay for shapes that are never used: learning costs credit, which
        // used shapes earn, and a slow trickle.
        if (++_credit < LearnCost || !_reader.CanLearn
            || !_spare.Learn(record, _reader.Scalars, _reader.Values, _types))
        {
            return;
        }

        _credit -= LearnCost;
        foreach (var shape in _shapes)
        {
            if (shape.IsSameAs(_spare))
            {
                return;
            }
        }

        (_spare, _shapes[^1]) = (_shapes[^1], _spare);
        MoveToFront(ShapeLimit - 1);
    }

    private void MoveToFront(int index)
    {
        var shape = _shapes[index];
        Array.Copy(_shapes, 0, _shapes, 1, index);
        _shapes[0] = shape;
    }
}
