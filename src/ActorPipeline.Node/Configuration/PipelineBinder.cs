using ActorPipeline.Hocon;
using ActorPipeline.Plan;

namespace ActorPipeline.Node.Configuration;

/// <summary>Compiles a resolved file to a plan.</summary>
internal static class PipelineBinder
{
    private const int MaxShards = 4096;

    /// <summary>The pipeline; null, with problems in the context, where it can't be run.</summary>
    public static PipelineFile? Bind(BindContext context, HoconObject fields, string file)
    {
        var root = new Section(context, fields, Reference.Settings, "");
        var name = Name(root);
        var source = SourceBinder.Bind(root);
        var decoder = DecodeBinder.Bind(root, out var maxRecordBytes);
        var eventTime = new EventTimeBinder(root);
        decoder = decoder is null ? null : eventTime.ApplyFormat(decoder);
        var texts = ExpressionTexts.Read(root);
        var window = WindowBinder.Bind(root);
        var compiled = decoder is null ? null : ExpressionBinder.Bind(context, texts, decoder);
        var time = compiled is null ? null : eventTime.Bind(window, compiled.Columns);
        var sink = SinkBinder.Bind(root, name);
        var dataDirectory = DataDirectory(root, name);
        var deadLetters = DeadLetters(root.Child("dead-letters"), dataDirectory);
        OutputPaths.Check(context, source, sink, deadLetters, dataDirectory);
        var shards = (int)root.Number("shards", 1, MaxShards);
        var engine = EngineBinder.Bind(root.Child("engine"));
        root.Peek("vars");
        root.RejectUnknownKeys();
        if (context.Problems.Count > 0 || source is null || compiled is null || window is null || sink is null)
        {
            return null;
        }

        // Once more over the columns that are used; the first time over all, so that an error could suggest any.
        compiled = ExpressionBinder.Bind(context, texts, ColumnUse.Narrow(decoder!, texts, eventTime.Column));
        return new PipelineFile
        {
            Name = file,
            DataDirectory = dataDirectory,
            Settings = context.Settings,
            Plan = new PipelinePlan
            {
                Name = name,
                Source = source with { MaxRecordBytes = maxRecordBytes },
                Decoder = compiled.Decoder,
                Lets = compiled.Lets,
                Where = compiled.Where,
                Key = compiled.Key,
                EventTime = time is null ? null : time with { Column = compiled.Columns.IndexOf(eventTime.Column!) },
                Window = window,
                Aggregates = compiled.Aggregates,
                Sink = sink,
                DeadLetterPath = deadLetters,
                ShardCount = shards,
                Engine = engine,
            },
        };
    }

    private static string Name(Section root)
    {
        const string example = "for example pipeline = requests-per-minute";
        var name = root.Text("pipeline");
        if (name is null)
        {
            root.Context.Problem(root.Context.File, "pipeline", $"the name is missing; {example}");
            return "";
        }

        if (name.Length is 0 or > 64 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')
            || name[0] == '.')
        {
            root.Context.Problem(
                root.Peek("pipeline")!.Origin,
                "pipeline",
                $"'{name}' is no name; use up to 64 letters, digits, '-', '_' and '.', {example}");
        }

        return name;
    }

    private static string DataDirectory(Section root, string pipeline)
    {
        var context = root.Context;
        if (root.Peek("data-dir") is not null)
        {
            return root.Read("data-dir", v => context.FullPath(v.AsString(), v.Origin)) ?? "";
        }

        var path = context.FullPath(Path.Combine("data", pipeline), Reference.Derived);
        context.UseDerivedPath("data-dir", path);
        return path;
    }

    private static string DeadLetters(Section section, string dataDirectory)
    {
        var path = section.Read("file", v => section.Context.FullPath(v.AsString(), v.Origin));
        section.RejectUnknownKeys();
        if (path is null)
        {
            path = Path.Combine(dataDirectory, "dead-letters.ndjson");
            section.Context.UseDerivedPath("dead-letters.file", path);
        }

        return path;
    }
}
