using System.Text.RegularExpressions;
using ActorPipeline.Decoding;
using ActorPipeline.Definitions;
using ActorPipeline.Hocon;
using ActorPipeline.Plan;
using ActorPipeline.Records;

namespace ActorPipeline.Node.Configuration;

/// <summary>Reads <c>decode</c>.</summary>
internal static class DecodeBinder
{
    private const string Example = "decode = { pattern = combined }";
    private static readonly TimeSpan RegexTimeout = TimeSpan.FromSeconds(1);

    /// <summary>The decoder with all columns that it can fill; null, with a problem, where there is none.</summary>
    public static DecoderSpec? Bind(Section root, out int maxRecordBytes)
    {
        var decode = root.Child("decode");
        DecoderSpec? spec = decode.OneOf(Example, "json", "pattern") switch
        {
            "json" => Json(decode),
            "pattern" => Pattern(decode),
            _ => null,
        };
        maxRecordBytes = (int)decode.Bytes("max-record-bytes", 64, 1 << 30);
        decode.Peek("columns");
        decode.RejectUnknownKeys();
        return spec;
    }

    private static JsonDecoderSpec Json(Section decode)
    {
        var json = decode.Child("json");
        var columns = new List<ColumnSpec>();
        foreach (var (name, value) in json.OwnFields())
        {
            var column = Column(json, name, value, name);
            columns.Add(column);
            if (ColumnNames.Problem(name) is not null || IsPath(json, name, value, column.Path))
            {
                Try(json.Context, value.Origin, json.PathOf(name), new JsonDecoderSpec([column]));
            }
        }

        if (columns.Count == 0 && decode.Peek("json") is HoconObject)
        {
            decode.Context.Problem(
                decode.Peek("json")!.Origin, "decode.json", "no columns; for example json = { user = string }");
        }

        return new JsonDecoderSpec(columns);
    }

    private static bool IsPath(Section json, string name, HoconValue value, string path)
    {
        try
        {
            DecoderFactory.CheckPath(path);
            return true;
        }
        catch (DecoderException e)
        {
            json.Context.Problem(
                value.Origin,
                json.PathOf(name),
                $"no path: {e.Reason} at character {e.Position + 1}; write it as account.name or commits[0].sha\n"
                + $"    {path}\n    {new string(' ', e.Position)}^");
            return false;
        }
    }

    private static PatternDecoderSpec? Pattern(Section decode)
    {
        var pattern = decode.Text("pattern");
        if (pattern is null)
        {
            return null;
        }

        var columns = ReadyPatterns.All.GetValueOrDefault(pattern)?.ToList()
            ?? GroupsOf(decode, pattern)?.Select(g => new ColumnSpec(g, ColumnType.String, g)).ToList();
        if (columns is null)
        {
            return null;
        }

        var types = decode.Child("columns");
        foreach (var (name, value) in types.OwnFields())
        {
            var index = columns.FindIndex(c => c.Name == name);
            if (index >= 0)
            {
                columns[index] = Column(types, name, value, columns[index].Path);
                continue;
            }

            var names = columns.Select(c => c.Name).ToList();
            var hint = Hint.For(name, names, $"it has {string.Join(", ", names)}");
            decode.Context.Problem(value.Origin, types.PathOf(name), $"the pattern has no group of that name; {hint}");
        }

        var spec = new PatternDecoderSpec(pattern, columns);
        return Try(decode.Context, decode.Peek("pattern")!.Origin, "decode.pattern", spec) ? spec : null;
    }

    /// <summary>Makes the decoder, as a run does; what it refuses is a problem.</summary>
    private static bool Try(BindContext context, HoconOrigin origin, string path, DecoderSpec spec)
    {
        try
        {
            foreach (var name in spec.Columns.Select(c => c.Name))
            {
                if (ColumnNames.Problem(name) is { } problem)
                {
                    context.Problem(origin, path, problem);
                    return false;
                }
            }

            _ = DecoderFactory.Create(spec);
            return true;
        }
        catch (ArgumentException e)
        {
            context.Problem(origin, path, e.Message);
            return false;
        }
    }

    private static List<string>? GroupsOf(Section decode, string pattern)
    {
        var origin = decode.Peek("pattern")!.Origin;
        try
        {
            // A number is the name of a group without one.
            var names = new Regex(pattern, RegexOptions.CultureInvariant, RegexTimeout).GetGroupNames()
                .Where(name => !char.IsAsciiDigit(name[0])).ToList();
            if (names.Count > 0)
            {
                return names;
            }

            var ready = ReadyPatterns.All.Keys;
            var hint = Hint.For(
                pattern, ready, $"use {Hint.Join([.. ready], "or")}, or name groups like (?<status>\\d+)");
            decode.Context.Problem(origin, "decode.pattern", $"'{pattern}' has no named groups; {hint}");
        }
        catch (RegexParseException e)
        {
            decode.Context.Problem(
                origin,
                "decode.pattern",
                $"no regular expression: {e.Error} at character {e.Offset + 1}\n"
                + $"    {pattern}\n    {new string(' ', e.Offset)}^");
        }

        return null;
    }

    /// <summary>A column: a type, or { type, path, format }.</summary>
    private static ColumnSpec Column(Section columns, string name, HoconValue value, string defaultPath)
    {
        if (value is not HoconObject fields)
        {
            columns.Context.Use(columns.PathOf(name), value);
            var type = columns.Convert(name, value, v => (ColumnType?)ColumnTypes.Parse(v));
            columns.Context.Distrust(type is null ? name : null);
            return Create(name, type, defaultPath, null);
        }

        var column = new Section(columns.Context, fields, null, columns.PathOf(name));
        if (column.Peek("type") is null)
        {
            column.Context.Problem(fields.Origin, column.PathOf("type"), "it is missing; for example type = string");
        }

        var given = column.Read("type", v => (ColumnType?)ColumnTypes.Parse(v));
        var path = column.Text("path") ?? defaultPath;
        var format = column.Read("format", TimeFormats.Parse);
        if (format is not null && given is { } other and not ColumnType.Timestamp)
        {
            column.Context.Problem(
                column.Peek("format")!.Origin,
                column.PathOf("format"),
                $"only a timestamp has a format, this is {ColumnTypes.NameOf(other)}; "
                + "leave it out, or type = timestamp");
        }

        column.RejectUnknownKeys();
        column.Context.Distrust(given is null ? name : null);
        return Create(name, given, path, format);
    }

    private static ColumnSpec Create(string name, ColumnType? type, string path, TimeFormat? format) => new(
        name,
        type ?? ColumnType.String,
        path,
        type == ColumnType.Timestamp ? format ?? TimeFormats.Default : null);
}
