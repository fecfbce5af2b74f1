namespace ActorPipeline.Decoding;

/// <summary>Reads a number of units since 1970; a fraction is allowed.</summary>
internal sealed class EpochTimeParser : TimeParser
{
    private readonly int _power;
    private readonly long _min;
    private readonly long _max;
    private readonly long _multiplier;

    /// <summary>Creates the parser of a unit of 10^<paramref name="power"/> microseconds.</summary>
    public EpochTimeParser(int power, string unit)
        : base($"a time as a number of {unit} since 1970")
    {
        _power = power;
        _multiplier = power switch { 6 => 1_000_000, 3 => 1_000, 0 => 1, _ => 0 };
        _min = power >= 0 ? -(-MinMicros / _multiplier) : long.MinValue;
        _max = power >= 0 ? MaxMicros / _multiplier : long.MaxValue;
    }

    /// <summary>Converts a whole number of units; false when out of range.</summary>
    public bool TryConvert(long units, out long micros)
    {
        if (units < _min || units > _max)
        {
            micros = 0;
            return false;
        }

        micros = _multiplier != 0 ? units * _multiplier : FloorToMicros(units);
        return true;
    }

    /// <inheritdoc />
    public override bool TryParse(ReadOnlySpan<byte> text, out long micros) =>
        NumberText.TryScale(text, _power, out micros, out _) && micros is >= MinMicros and <= MaxMicros;

    private static long FloorToMicros(long nanos) => nanos / 1000 - (nanos % 1000 < 0 ? 1 : 0);
}
