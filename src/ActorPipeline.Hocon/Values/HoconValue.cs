namespace ActorPipeline.Hocon;

/// <summary>
/// A resolved, immutable value. The <c>As...</c> methods convert by the rules of the specification ("Automatic type
/// conversions") and throw a <see cref="HoconException"/> with this value's origin when they cannot.
/// </summary>
public abstract class HoconValue
{
    private readonly Origins.Source _source;
    private readonly int _line;
    private readonly int _column;

    private protected HoconValue(in Origins.Position position)
    {
        _source = position.Source;
        _line = position.Line;
        _column = position.Column;
    }

    /// <summary>Where the value was written. A merged object has the origin of its latest part.</summary>
    public HoconOrigin Origin => Position.ToOrigin();

    /// <summary>The type of the value.</summary>
    public abstract HoconValueKind Kind { get; }

    internal Origins.Position Position => new(_source, _line, _column);

    /// <summary>The size when written out, in characters and nodes, shared parts counted each time.</summary>
    internal abstract long Size { get; }

    /// <summary>How deep the value nests: 0 for a simple value, 1 for an empty object or list.</summary>
    internal virtual int Depth => 0;

    /// <summary>The text of a simple value as it takes part in string concatenation; null for objects and
    /// lists.</summary>
    internal virtual string? ConcatenationText => null;

    /// <summary>A string, number or boolean as a string.</summary>
    public string AsString() => ValueReader.ToText(this, null);

    /// <summary>A number, or a string that is one, without a fraction.</summary>
    public long AsInt64() => ValueReader.ToInt64(this, null);

    /// <summary>A finite number, or a string that is one.</summary>
    public double AsDouble() => ValueReader.ToDouble(this, null);

    /// <summary>A boolean, or one of the strings true, yes, on, false, no, off.</summary>
    public bool AsBoolean() => ValueReader.ToBoolean(this, null);

    /// <summary>A duration such as <c>10s</c>; a bare number is milliseconds. Resolution: 100 ns.</summary>
    public TimeSpan AsDuration() => ValueReader.ToDuration(this, null);

    /// <summary>A size in bytes such as <c>512k</c>; a bare number is bytes. Never negative.</summary>
    public long AsBytes() => ValueReader.ToBytes(this, null);

    /// <summary>A calendar period such as <c>3 months</c>; a bare number is days.</summary>
    public HoconPeriod AsPeriod() => ValueReader.ToPeriod(this, null);

    /// <summary>A list, or an object with numeric keys taken as one.</summary>
    public HoconArray AsArray() => ValueReader.ToArray(this, null);

    /// <summary>An object.</summary>
    public HoconObject AsObject() => ValueReader.ToObject(this, null);

    /// <summary>The value as one line of JSON.</summary>
    public override string ToString() => HoconJson.Write(this, indented: false);
}
