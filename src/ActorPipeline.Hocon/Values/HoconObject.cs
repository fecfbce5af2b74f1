using System.Diagnostics.CodeAnalysis;
using ActorPipeline.Hocon.Origins;

namespace ActorPipeline.Hocon;

/// <summary>
/// Fields by key, in the order of their first mention. The <c>Get...</c> methods take a path expression
/// (<c>server.port</c>, <c>a."key.with.dots"</c>), convert by the rules of the specification, and throw a
/// <see cref="HoconException"/> that names the setting and its origin when it is missing, null or of another type.
/// </summary>
public sealed class HoconObject : HoconValue
{
    private readonly OrderedDictionary<string, HoconValue> _fields;

    internal HoconObject(in Position position, OrderedDictionary<string, HoconValue> fields, bool hidesLower = false)
        : base(position)
    {
        _fields = fields;
        HidesLower = hidesLower;
        long size = 1;
        var depth = 0;
        foreach (var (key, value) in fields)
        {
            size += key.Length + value.Size;
            depth = Math.Max(depth, value.Depth);
        }

        Size = size;
        Depth = depth + 1;
    }

    /// <summary>The fields in order. Keys are single elements, not paths.</summary>
    public IReadOnlyList<KeyValuePair<string, HoconValue>> Fields => _fields;

    /// <summary>The keys in order.</summary>
    public IReadOnlyList<string> Keys => _fields.Keys;

    /// <summary>How many fields there are.</summary>
    public int Count => _fields.Count;

    /// <inheritdoc/>
    public override HoconValueKind Kind => HoconValueKind.Object;

    internal override long Size { get; }

    internal override int Depth { get; }

    /// <summary>
    /// Whether the field was set to something else in between: <c>a = { b = 1 }, a = null, a = { c = 2 }</c>. As the
    /// value of a field it then does not merge with an object below.
    /// </summary>
    internal bool HidesLower { get; }

    internal HoconObject Hiding() => HidesLower ? this : new HoconObject(Position, _fields, hidesLower: true);

    /// <summary>The field with exactly this key (not a path), which may be a null value.</summary>
    public bool TryGetField(string key, [MaybeNullWhen(false)] out HoconValue value) =>
        _fields.TryGetValue(key, out value);

    /// <summary>The value at a path, if there is one that is not null.</summary>
    /// <exception cref="HoconException">The path expression is invalid.</exception>
    public bool TryGet(string path, [MaybeNullWhen(false)] out HoconValue value)
    {
        value = ValueReader.Find(this, HoconPath.Parse(path));
        if (value is HoconNull)
        {
            value = null;
        }

        return value is not null;
    }

    /// <summary>Whether there is a value at the path that is not null.</summary>
    public bool Has(string path) => TryGet(path, out _);

    /// <summary>The value at a path, which may be a null value.</summary>
    /// <exception cref="HoconException">There is none; the error suggests a key that is spelled alike.</exception>
    public HoconValue Get(string path) => ValueReader.Require(this, path);

    /// <summary>A string, number or boolean as a string.</summary>
    public string GetString(string path) => ValueReader.ToText(Get(path), path);

    /// <summary>A number, or a string that is one, without a fraction.</summary>
    public long GetInt64(string path) => ValueReader.ToInt64(Get(path), path);

    /// <summary>A finite number, or a string that is one.</summary>
    public double GetDouble(string path) => ValueReader.ToDouble(Get(path), path);

    /// <summary>A boolean, or one of the strings true, yes, on, false, no, off.</summary>
    public bool GetBoolean(string path) => ValueReader.ToBoolean(Get(path), path);

    /// <summary>A duration such as <c>10s</c>; a bare number is milliseconds. Resolution: 100 ns.</summary>
    public TimeSpan GetDuration(string path) => ValueReader.ToDuration(Get(path), path);

    /// <summary>A size in bytes such as <c>512k</c>; a bare number is bytes. Never negative.</summary>
    public long GetBytes(string path) => ValueReader.ToBytes(Get(path), path);

    /// <summary>A calendar period such as <c>3 months</c>; a bare number is days.</summary>
    public HoconPeriod GetPeriod(string path) => ValueReader.ToPeriod(Get(path), path);

    /// <summary>A list, or an object with numeric keys taken as one.</summary>
    public HoconArray GetArray(string path) => ValueReader.ToArray(Get(path), path);

    /// <summary>A list of strings, numbers or booleans as strings.</summary>
    public IReadOnlyList<string> GetStrings(string path) => ValueReader.ToStrings(Get(path), path);

    /// <summary>An object.</summary>
    public HoconObject GetObject(string path) => ValueReader.ToObject(Get(path), path);
}
