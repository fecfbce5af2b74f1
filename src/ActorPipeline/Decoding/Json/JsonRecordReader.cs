using System.Text.Json;

namespace ActorPipeline.Decoding;

/// <summary>
/// The slow path: reads a record of any shape with <see cref="Utf8JsonReader"/>, which decides what is JSON, and
/// notes where each column's value stands. Of values of the same name the last one counts.
/// </summary>
internal sealed class JsonRecordReader
{
    private const int MaxDepth = 64;
    private const int MaxScalars = 256;
    private const string Empty = "the record is empty";
    private const string NoObject = "the record is not a JSON object";
    private const string Truncated = "the record is truncated: its object is not closed";
    private readonly OffsetErrors _syntax = new("not valid JSON at byte ");
    private readonly OffsetErrors _depth = new($"nested deeper than {MaxDepth} at byte ");
    private readonly OffsetErrors _escape = new("a \\u escape is half of a surrogate pair, in the string at byte ");
    private readonly JsonPathNode _root;
    private readonly JsonValue[] _values;
    private readonly JsonPathNode?[] _open = new JsonPathNode?[MaxDepth + 1];
    private readonly long[] _openObject = new long[MaxDepth + 1];
    private readonly JsonScalar[] _scalars = new JsonScalar[MaxScalars];
    private byte[] _unescaped = new byte[256];
    private long _objects;
    private int _depthNow;
    private bool _canLearn;
    private JsonPathNode? _pending;

    /// <summary>Creates a reader of these paths.</summary>
    public JsonRecordReader(JsonPathNode root, int columns)
    {
        _root = root;
        _values = new JsonValue[columns];
    }

    /// <summary>Where each column's value stands in the last record.</summary>
    public ReadOnlySpan<JsonValue> Values => _values;

    /// <summary>The scalars of the last record, in its order; meaningful while <see cref="CanLearn"/>.</summary>
    public ReadOnlySpan<JsonScalar> Scalars => _scalars.AsSpan(0, ScalarCount);

    /// <summary>Whether a shape may be learned from the last record: not too many values, no duplicate names.</summary>
    public bool CanLearn => _canLearn;

    private int ScalarCount { get; set; }

    /// <summary>Reads a record; returns null, or what is wrong with it.</summary>
    public string? Read(ReadOnlySpan<byte> record)
    {
        // Most broken records in the field are cut off or not JSON at all: say so without the cost of an exception.
        var content = record.Trim(" \t\r\n"u8);
        if (content.IsEmpty || content[0] != '{' || content[^1] != '}')
        {
            return content.IsEmpty ? Empty : content[0] != '{' ? NoObject : Truncated;
        }

        Array.Clear(_values);
        ScalarCount = 0;
        _canLearn = true;
        _depthNow = -1;
        _pending = _root;
        var reader = new Utf8JsonReader(record, new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            while (reader.Read())
            {
                if (!TryTake(ref reader))
                {
                    return _escape.At(reader.TokenStartIndex);
                }
            }

            return null;
        }
        catch (JsonException error)
        {
            return _depthNow == MaxDepth - 1 && IsOpening(record, reader.BytesConsumed)
                ? _depth.At(reader.BytesConsumed)
                : _syntax.At(OffsetOf(record, error));
        }
    }

    private bool TryTake(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                TakeValue(ref reader);
                Open(_pending);
                return true;
            case JsonTokenType.StartArray:
                TakeValue(ref reader);
                Open(null);
                return true;
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                _depthNow--;
                _pending = null;
                return true;
            case JsonTokenType.PropertyName:
                return TryName(ref reader);
            case JsonTokenType.String:
                TakeValue(ref reader);
                return !reader.ValueIsEscaped || TryUnescape(reader.ValueSpan, out _);
            default:
                TakeValue(ref reader);
                return true;
        }
    }

    private void Open(JsonPathNode? node)
    {
        _depthNow++;
        _open[_depthNow] = node;
        _openObject[_depthNow] = ++_objects;
        _pending = null;
    }

    private bool TryName(ref Utf8JsonReader reader)
    {
        var name = reader.ValueSpan;
        if (reader.ValueIsEscaped && !TryUnescape(name, out name))
        {
            return false;
        }

        _pending = _open[_depthNow]?.Find(name);
        if (_pending is not null)
        {
            if (_pending.SeenIn == _openObject[_depthNow])
            {
                _canLearn = false;
                foreach (var column in _pending.Subtree)
                {
                    _values[column] = default;
                }
            }

            _pending.SeenIn = _openObject[_depthNow];
        }

        return true;
    }

    private void TakeValue(ref Utf8JsonReader reader)
    {
        var isString = reader.TokenType == JsonTokenType.String;
        var start = (int)reader.TokenStartIndex + (isString ? 1 : 0);
        var length = reader.ValueSpan.Length;
        if (_pending is not null)
        {
            foreach (var column in _pending.Columns)
            {
                _values[column] = new JsonValue(reader.TokenType, start, length, isString && reader.ValueIsEscaped);
            }
        }

        if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray or JsonTokenType.Null)
        {
            return;
        }

        if (ScalarCount < MaxScalars)
        {
            _scalars[ScalarCount] = new JsonScalar(reader.TokenType, start, length, _pending);
            ScalarCount++;
        }
        else
        {
            _canLearn = false;
        }

        _pending = null;
    }

    private bool TryUnescape(ReadOnlySpan<byte> text, out ReadOnlySpan<byte> unescaped)
    {
        if (_unescaped.Length < text.Length)
        {
            _unescaped = new byte[text.Length * 2];
        }

        var valid = JsonEscapes.TryUnescape(text, _unescaped, out var length);
        unescaped = _unescaped.AsSpan(0, length);
        return valid;
    }

    private static bool IsOpening(ReadOnlySpan<byte> record, long from)
    {
        var rest = record[(int)from..].TrimStart(" \t\r\n:,"u8);
        return rest is [(byte)'{' or (byte)'[', ..];
    }

    private static long OffsetOf(ReadOnlySpan<byte> record, JsonException error)
    {
        var line = 0;
        for (var left = error.LineNumber ?? 0; left > 0; left--)
        {
            line += record[line..].IndexOf((byte)'\n') + 1;
        }

        return line + (error.BytePositionInLine ?? 0);
    }
}
