using System.Globalization;
using System.Text;

namespace ActorPipeline.Hocon;

/// <summary>Writes resolved values as JSON; numbers stay as they were written.</summary>
public static class HoconJson
{
    private const int IndentWidth = 2;
    private const char FirstPrintable = ' ';

    /// <summary>The value as JSON, without a newline at the end.</summary>
    /// <param name="value">The value.</param>
    /// <param name="indented">Whether each field has a line of its own.</param>
    /// <param name="mask">
    /// Given a key and the text of a simple value under it, or in a list under it, what is written in its place; null
    /// from it for the value itself.
    /// </param>
    public static string Write(HoconValue value, bool indented = true, Func<string, string, string?>? mask = null)
    {
        ArgumentNullException.ThrowIfNull(value);
        var text = new StringBuilder();
        Append(text, mask is null ? value : Masked("", value, mask), indented ? 0 : -1);
        return text.ToString();
    }

    /// <summary>Writes the value as JSON in UTF-8 without a byte order mark, with a newline at the end.</summary>
    public static void Write(HoconValue value, Stream stream, bool indented = true)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        using var writer = new StreamWriter(stream, encoding, leaveOpen: true);
        writer.Write(Write(value, indented));
        writer.Write('\n');
    }

    private static HoconValue Masked(string key, HoconValue value, Func<string, string, string?> mask) => value switch
    {
        HoconObject fields => new HoconObject(fields.Position, new OrderedDictionary<string, HoconValue>(
            fields.Fields.Select(f => KeyValuePair.Create(f.Key, Masked(f.Key, f.Value, mask))))),
        HoconArray list => new HoconArray(list.Position, [.. list.Items.Select(item => Masked(key, item, mask))]),
        not HoconNull when value.ConcatenationText is { } text && mask(key, text) is { } shown =>
            new HoconString(value.Position, shown),
        _ => value,
    };

    internal static void AppendQuoted(StringBuilder text, string value)
    {
        text.Append('"');
        for (var i = 0; i < value.Length; i++)
        {
            var c = value[i];
            switch (c)
            {
                case '"' or '\\':
                    text.Append('\\').Append(c);
                    break;
                case '\n':
                    text.Append("\\n");
                    break;
                case '\r':
                    text.Append("\\r");
                    break;
                case '\t':
                    text.Append("\\t");
                    break;
                case < FirstPrintable:
                    AppendEscape(text, c);
                    break;
                case >= '\uD800' and <= '\uDFFF' when i + 1 < value.Length && char.IsSurrogatePair(c, value[i + 1]):
                    text.Append(c).Append(value[++i]);
                    break;
                case >= '\uD800' and <= '\uDFFF':
                    // Half of a pair is valid in JSON only as an escape.
                    AppendEscape(text, c);
                    break;
                default:
                    text.Append(c);
                    break;
            }
        }

        text.Append('"');
    }

    private static void AppendEscape(StringBuilder text, char c) =>
        text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");

    /// <summary>A negative indent writes one line.</summary>
    private static void Append(StringBuilder text, HoconValue value, int indent)
    {
        switch (value)
        {
            case HoconObject fields:
                AppendObject(text, fields, indent);
                break;
            case HoconArray list:
                AppendArray(text, list, indent);
                break;
            case HoconString str:
                AppendQuoted(text, str.Value);
                break;
            default:
                text.Append(value.ConcatenationText);
                break;
        }
    }

    private static void AppendObject(StringBuilder text, HoconObject fields, int indent)
    {
        text.Append('{');
        var inner = Deeper(indent);
        for (var i = 0; i < fields.Count; i++)
        {
            var (key, value) = fields.Fields[i];
            text.Append(i > 0 ? "," : "");
            AppendLine(text, inner);
            AppendQuoted(text, key);
            text.Append(indent < 0 ? ":" : ": ");
            Append(text, value, inner);
        }

        if (fields.Count > 0)
        {
            AppendLine(text, indent);
        }

        text.Append('}');
    }

    private static void AppendArray(StringBuilder text, HoconArray list, int indent)
    {
        text.Append('[');
        var inner = Deeper(indent);
        for (var i = 0; i < list.Count; i++)
        {
            text.Append(i > 0 ? "," : "");
            AppendLine(text, inner);
            Append(text, list[i], inner);
        }

        if (list.Count > 0)
        {
            AppendLine(text, indent);
        }

        text.Append(']');
    }

    private static int Deeper(int indent) => indent < 0 ? indent : indent + IndentWidth;

    private static void AppendLine(StringBuilder text, int indent)
    {
        if (indent >= 0)
        {
            text.Append('\n').Append(' ', indent);
        }
    }
}
