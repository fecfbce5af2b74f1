using ActorPipeline.Emission;
using ActorPipeline.Notation;
using ActorPipeline.Records;

namespace ActorPipeline.Sinks.Formats;

/// <summary>Timestamps by <see cref="Iso8601"/>; remembers the last one, because windows come in runs.</summary>
internal sealed class TimestampWriter : ValueWriter
{
    private readonly bool _isQuoted;
    private readonly byte[] _scratch = new byte[Iso8601.MaxLength + 2];
    private Piece _last;
    private long _lastMicros;
    private long[] _values = [];

    public TimestampWriter(bool isQuoted)
    {
        _isQuoted = isQuoted;
        Remember(0);
    }

    public override int MaxFixedLength => Piece.Width * 2;

    public override int Write(int row, Span<byte> destination)
    {
        var micros = _values[row];
        if (micros != _lastMicros)
        {
            Remember(micros);
        }

        return _last.Write(destination);
    }

    protected override void BindValues(ResultBatch rows, Column values) => _values = values.Values<long>();

    private void Remember(long micros)
    {
        var at = 0;
        if (_isQuoted)
        {
            _scratch[at++] = (byte)'"';
        }

        at += Iso8601.Write(micros, _scratch.AsSpan(at));
        if (_isQuoted)
        {
            _scratch[at++] = (byte)'"';
        }

        _lastMicros = micros;
        _last.Set(_scratch.AsSpan(0, at));
    }
}
