using ActorPipeline.Hocon;

namespace ActorPipeline.Node.Configuration;

/// <summary>
/// One object of a pipeline's file. It remembers what it was asked for, so that a key that nobody asks for is known
/// to be a mistake; and it turns every failed read into a problem, so that one pass finds them all. What the operator
/// does not say, or says to be null, is as in reference.conf.
/// </summary>
internal sealed class Section(BindContext context, HoconObject? fields, HoconObject? defaults, string path)
{
    private readonly List<string> _known = [];

    public BindContext Context { get; } = context;

    public string Path { get; } = path;

    /// <summary>Where the section was written; the file as a whole where it was not.</summary>
    public HoconOrigin Origin => fields?.Origin ?? Context.File;

    public string PathOf(string key) => Path.Length == 0 ? key : $"{Path}.{key}";

    /// <summary>The value of a key, without saying that it is in effect; null for none.</summary>
    public HoconValue? Peek(string key) => Given(key) ?? Field(defaults, key);

    /// <summary>Whether the operator says something about a key.</summary>
    public bool IsGiven(string key) => Given(key) is not null;

    /// <summary>Reads a key; the default of <typeparamref name="T"/> where it is missing or wrong.</summary>
    public T? Read<T>(string key, Func<HoconValue, T> convert)
    {
        if (Peek(key) is not { } value)
        {
            return default;
        }

        Context.Use(PathOf(key), value);
        return Convert(key, value, convert);
    }

    /// <summary>Reads a text that may hold secrets; it is shown as the mask makes it.</summary>
    public string? Secret(string key, Func<HoconValue, string> convert, Func<string, string> mask)
    {
        if (Peek(key) is not { } value)
        {
            return null;
        }

        if (Convert(key, value, v => v.AsString()) is { } text)
        {
            Context.Use(PathOf(key), $"\"{mask(text)}\"", value.Origin);
        }

        return Convert(key, value, convert);
    }

    /// <summary>Converts a value; a failure becomes a problem of the key.</summary>
    public T? Convert<T>(string key, HoconValue value, Func<HoconValue, T> convert)
    {
        try
        {
            return convert(value);
        }
        catch (HoconException e)
        {
            Context.Problem(e.Origin, PathOf(key), e.Problem);
            return default;
        }
    }

    public string? Text(string key) => Read(key, v => v.AsString());

    public bool Flag(string key) => Read(key, v => v.AsBoolean());

    /// <summary>A whole number within bounds.</summary>
    public long Number(string key, long min, long max) => Read(key, v => InBounds(v, v.AsInt64(), min, max));

    /// <summary>A number within bounds.</summary>
    public double Fraction(string key, double min, double max) => Read(key, v =>
        v.AsDouble() is var number && number >= min && number <= max
            ? number
            : throw new HoconException(v.Origin, FormattableString.Invariant(
                $"{number} is out of bounds; use {min} to {max}")));

    /// <summary>A size in bytes within bounds.</summary>
    public long Bytes(string key, long min, long max) =>
        Read(key, v => InBounds(v, Measures.Size(v), min, max));

    /// <summary>A duration of at least a millisecond.</summary>
    public TimeSpan PositiveDuration(string key) => Read(key, v => Measures.Duration(v).TotalMilliseconds >= 1
        ? v.AsDuration()
        : throw new HoconException(v.Origin, $"{v} is too short; use at least 1ms"));

    /// <summary>A duration that is not negative.</summary>
    public TimeSpan Duration(string key) => Read(key, v => Measures.Duration(v) is var time && time >= TimeSpan.Zero
        ? time
        : throw new HoconException(v.Origin, "a duration can't be negative here; use for example 5s"));

    /// <summary>A duration of at least a microsecond, in microseconds; 0 where it is missing or wrong.</summary>
    public long PositiveMicroseconds(string key) => Read(key, v =>
        Measures.Duration(v).Ticks / TimeSpan.TicksPerMicrosecond is var us and > 0
            ? us
            : throw new HoconException(v.Origin, $"{v} is too short; use for example 1m"));

    /// <summary>A sub-section; one without fields where the key is missing or not an object.</summary>
    public Section Child(string key)
    {
        var own = Given(key) is { } value ? Convert(key, value, v => v.AsObject()) : null;
        return new Section(Context, own, Field(defaults, key) as HoconObject, PathOf(key));
    }

    /// <summary>A sub-section of which the operator says no more than a word: all of it is default.</summary>
    public Section DefaultsOf(string key) => new(Context, null, Field(defaults, key) as HoconObject, PathOf(key));

    /// <summary>The fields of a section whose keys are the operator's own.</summary>
    public IEnumerable<KeyValuePair<string, HoconValue>> OwnFields()
    {
        foreach (var field in fields?.Fields ?? [])
        {
            _known.Add(field.Key);
            if (field.Value is not HoconNull)
            {
                yield return field;
            }
        }
    }

    /// <summary>Which one of several keys is given; null, with a problem, where it is none or several.</summary>
    public string? OneOf(string example, params string[] keys)
    {
        var given = Array.FindAll(keys, IsGiven);
        if (given.Length == 1)
        {
            return given[0];
        }

        if (given.Length == 0)
        {
            Context.Problem(Origin, Path, $"one of {Hint.Join(keys, "and")} is needed, for example {example}");
        }
        else
        {
            var others = given[1..].Select(key => $"{key} ({Peek(key)!.Origin})");
            Context.Problem(
                Peek(given[0])!.Origin,
                PathOf(given[0]),
                $"only one of {Hint.Join(keys, "and")} is possible; here there is also {string.Join(", ", others)}");
        }

        return null;
    }

    /// <summary>Makes a problem of each key that nobody asked for.</summary>
    public void RejectUnknownKeys()
    {
        foreach (var (key, value) in fields?.Fields ?? [])
        {
            if (!_known.Contains(key))
            {
                var hint = Hint.For(key, _known, $"known here: {string.Join(", ", _known)}");
                Context.Problem(value.Origin, PathOf(key), $"there is no such setting; {hint}");
            }
        }
    }

    private HoconValue? Given(string key)
    {
        if (!_known.Contains(key))
        {
            _known.Add(key);
        }

        return Field(fields, key);
    }

    private static HoconValue? Field(HoconObject? section, string key) =>
        section is not null && section.TryGetField(key, out var value) && value is not HoconNull ? value : null;

    private static long InBounds(HoconValue value, long number, long min, long max) => number >= min && number <= max
        ? number
        : throw new HoconException(
            value.Origin, FormattableString.Invariant($"{number} is out of bounds; use {min} to {max}"));
}
