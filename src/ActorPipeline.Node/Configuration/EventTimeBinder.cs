using ActorPipeline.Expressions;
using ActorPipeline.Plan;
using ActorPipeline.Records;

namespace ActorPipeline.Node.Configuration;

/// <summary>
/// Reads <c>event-time</c>: its format before the expressions are compiled, since that may make a column a timestamp;
/// the rest after them, since the column may be a computed one.
/// </summary>
internal sealed class EventTimeBinder(Section root)
{
    private const string Example = "event-time = { column = time, out-of-order = 5s }";
    private readonly Section _section = root.Child("event-time");

    private bool _isFormatWrong;

    /// <summary>The column's name; null for none.</summary>
    public string? Column =>
        _section.Peek("column") is { } value ? _section.Convert("column", value, v => v.AsString()) : null;

    /// <summary>Whether the column is there only once the key is computed; known when it is bound.</summary>
    public bool IsOfKey { get; private set; }

    /// <summary>The decoder with the event time's column as a timestamp, where <c>format</c> says so.</summary>
    public DecoderSpec ApplyFormat(DecoderSpec decoder)
    {
        if (_section.Read("format", TimeFormats.Parse) is not { } format || Column is not { } name)
        {
            _isFormatWrong = _section.IsGiven("format") && Column is not null;
            return decoder;
        }

        ColumnSpec[] columns =
        [
            .. decoder.Columns.Select(c => c.Name == name
                ? c with { Type = ColumnType.Timestamp, TimeFormat = format }
                : c),
        ];
        return decoder with { Columns = columns };
    }

    /// <summary>
    /// The rest; null where there is no event time, which only global windows may do without. A column of the key is
    /// meant where there is no other of its name.
    /// </summary>
    public EventTimeSpec? Bind(WindowSpec? window, (ExpressionSchema BeforeKey, ExpressionSchema All) schemas)
    {
        var name = _section.Text("column");
        var outOfOrder = _section.Duration("out-of-order");
        var lateness = _section.Duration("allowed-lateness");
        var idle = _section.PositiveDuration("idle-timeout");
        var drift = _section.PositiveMicroseconds("max-drift");
        _section.Peek("format");
        _section.RejectUnknownKeys();
        if (name is null)
        {
            if (window is not (WindowSpec.Global or null))
            {
                _section.Context.Problem(
                    _section.Origin, "event-time.column", $"windows need the time of a record; for example {Example}");
            }

            return null;
        }

        IsOfKey = schemas.BeforeKey.IndexOf(name) < 0;
        var columns = IsOfKey ? schemas.All : schemas.BeforeKey;
        var index = columns.IndexOf(name);
        return Check(index, name, columns)
            ? new EventTimeSpec(index, Microseconds(outOfOrder), Microseconds(lateness), idle, drift)
            : null;
    }

    private bool Check(int index, string name, ExpressionSchema columns)
    {
        var origin = _section.Peek("column")!.Origin;
        if (_section.Context.IsDistrusted(name))
        {
            return false;
        }

        if (index < 0)
        {
            var timestamps = columns.Columns.Where(c => c.Type == ColumnType.Timestamp).Select(c => c.Name).ToList();
            var otherwise = timestamps.Count > 0
                ? $"timestamps here: {string.Join(", ", timestamps)}"
                : "declare it in decode, for example json = { ts = { type = timestamp, format = epoch-ms } }";
            var hint = Hint.For(name, columns.Columns.Select(c => c.Name), otherwise);
            _section.Context.Problem(origin, "event-time.column", $"there is no column '{name}'; {hint}");
            return false;
        }

        if (columns.Columns[index].Type != ColumnType.Timestamp)
        {
            if (_isFormatWrong)
            {
                return false;
            }

            var type = ColumnTypes.NameOf(columns.Columns[index].Type);
            _section.Context.Problem(
                origin,
                "event-time.column",
                $"'{name}' is {type}, not timestamp; say how it is written, for example format = epoch-ms");
            return false;
        }

        return true;
    }

    private static long Microseconds(TimeSpan time) => time.Ticks / TimeSpan.TicksPerMicrosecond;
}
