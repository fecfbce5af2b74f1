using System.Text.Json;

namespace ActorPipeline.Decoding;

/// <summary>
/// The slow path: reads a record of any shape with <see cref="Utf8JsonReader"/>, which decides what is JSON, and
/// notes where each column's value stands. Of values of the same name the last one counts.
/// </summary>
internal sealed class JsonRecordReader
{
    /// <summary>How deep objects and arrays may be nested.</summary>
    public const int MaxDepth = 64;

    private const int MinScalars = 256;
    private const int ScalarsAColumn = 2;
    private readonly OffsetErrors _syntax = new("not valid JSON at byte ");
    private readonly OffsetErrors _escape = new("a \\u escape is half of a surrogate pair, in the string at byte ");
    private readonly JsonPathNode _root;
    private readonly JsonValue[] _values;
    private readonly JsonPathNode?[] _open = new JsonPathNode?[MaxDepth + 1];
    private readonly long[] _openObject = new long[MaxDepth + 1];
    private readonly int[] _elements = new int[MaxDepth + 1];
    private readonly JsonScalar[] _scalars;
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
        _scalars = new JsonScalar[MinScalars + (ScalarsAColumn * columns)];
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
            return JsonMistake.Find(record) ?? _syntax.At(record.Length);
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
            return JsonMistake.Find(record) ?? _syntax.At(OffsetOf(record, error));
        }
    }

    private bool TryTake(ref Utf8JsonReader reader)
    {
        if (_depthNow >= 0 && _open[_depthNow] is { IsArray: true } array && reader.TokenType != JsonTokenType.EndArray)
        {
            _pending = array.Element(_elements[_depthNow]++);
        }

        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                TakeValue(ref reader);
                Open(_pending is { IsArray: false } ? _pending : null);
                return true;
            case JsonTokenType.StartArray:
                TakeValue(ref reader);
                Open(_pending is { IsArray: true } ? _pending : null);
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
        _elements[_depthNow] = 0;
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
                Set(_pending.Columns, default);
                Set(_pending.Below, default);
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
        if (_pending is { } node)
        {
            Set(node.Columns, new JsonValue(reader.TokenType, start, length, isString && reader.ValueIsEscaped));
            if (node.Below.Count > 0 && IsBarrier(node, reader.TokenType))
            {
                Set(node.Below, new JsonValue(reader.TokenType, start, length, false, node));
            }
        }

        if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            return;
        }

        if (reader.TokenType == JsonTokenType.Null)
        {
            _pending = null;
            return;
        }

        if (ScalarCount < _scalars.Length)
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

    private void Set(List<int> columns, JsonValue value)
    {
        foreach (var column in columns)
        {
            _values[column] = value;
        }
    }

    /// <summary>Whether paths can't lead on from here, though something is there.</summary>
    private static bool IsBarrier(JsonPathNode node, JsonTokenType found) => found != JsonTokenType.Null
        && found != (node.IsArray ? JsonTokenType.StartArray : JsonTokenType.StartObject);

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
