using ActorPipeline.Emission;
using ActorPipeline.Records;

namespace ActorPipeline.Sinks.Formats;

/// <summary>Timestamps by <see cref="Iso8601"/>; remembers the last one, because windows come in runs.</summary>
internal sealed class TimestampWriter : ValueWriter
{
    private const int MaxLength = Iso8601.MaxLength + 2;
    private readonly bool _isQuoted;
    private readonly byte[] _lastText = new byte[MaxLength];
    private long[] _values = [];
    private long _last;
    private int _lastLength;

    public TimestampWriter(bool isQuoted)
    {
        _isQuoted = isQuoted;
        Remember(0);
    }

    public override int MaxFixedLength => MaxLength;

    public override int Write(int row, Span<byte> destination)
    {
        var micros = _values[row];
        if (micros != _last)
        {
            Remember(micros);
        }

        _lastText.AsSpan(0, _lastLength).CopyTo(destination);
        return _lastLength;
    }

    protected override void BindValues(ResultBatch rows, Column values) => _values = values.Values<long>();

    private void Remember(long micros)
    {
        _last = micros;
        if (!_isQuoted)
        {
            _lastLength = Iso8601.Write(micros, _lastText);
            return;
        }

        _lastText[0] = (byte)'"';
        var length = Iso8601.Write(micros, _lastText.AsSpan(1));
        _lastText[length + 1] = (byte)'"';
        _lastLength = length + 2;
    }
}
