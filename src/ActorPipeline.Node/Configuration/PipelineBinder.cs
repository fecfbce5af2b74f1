using ActorPipeline.Actors;
using ActorPipeline.Definitions;
using ActorPipeline.Expressions;
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
        var hasActor = ActorBinder.IsGiven(root);
        var actor = hasActor ? ActorBinder.Bind(root) : null;
        var texts = ExpressionTexts.Read(root, hasActor);
        var window = hasActor ? Window.Global : WindowBinder.Bind(root);
        (ExpressionSchema BeforeKey, ExpressionSchema All)? columns =
            decoder is null ? null : ExpressionBinder.Bind(context, texts, decoder);
        if (actor is not null && columns is { All: var all })
        {
            ActorBinder.Check(root, actor, all);
        }

        var time = columns is { } schemas ? eventTime.Bind(window, schemas) : null;
        var sink = SinkBinder.Bind(root, name);
        var dataDirectory = DataDirectory(root, name);
        var journal = JournalBinder.Bind(root);
        var deadLetters = DeadLetters(root.Child("dead-letters"), dataDirectory);
        OutputCheck.Run(context, source, sink, deadLetters, dataDirectory);
        var shards = (int)root.Number("shards", 1, MaxShards);
        var engine = EngineBinder.Bind(root.Child("engine"));
        WindowBinder.CheckLimits(root, window, engine);
        root.Peek("vars");
        root.RejectUnknownKeys();
        if (context.Problems.Count > 0 || source is null || decoder is null || window is null || sink is null
            || journal is null)
        {
            return null;
        }

        var records = Pipeline.Define(name, context.FileDirectory)
            .From(source with { MaxRecordBytes = maxRecordBytes })
            .Decode(decoder);
        records = Timed(Computed(records, texts), eventTime.IsOfKey ? null : time, eventTime);
        records = records.KeyBy([.. texts.Key.Select(part => (part.Name, part.Text))]);
        records = Timed(records, eventTime.IsOfKey ? time : null, eventTime);
        ResultDefinition? results = actor is null ? Results(records, texts, window) : Actor(root, records, actor);
        return results is null ? null : new PipelineFile
        {
            Name = file,
            DataDirectory = dataDirectory,
            Journal = journal,
            Settings = context.Settings,
            Plan = results.Shards(shards).Engine(_ => engine).DeadLetters(deadLetters).To(sink),
        };
    }

    /// <summary>The pipeline of an actor; null, with a problem, where the actor does not fit it.</summary>
    private static ResultDefinition? Actor(Section root, RecordDefinition records, ActorBase actor)
    {
        try
        {
            return records.Actor(actor);
        }
        catch (ArgumentException e)
        {
            root.Context.Problem(root.Child("actor").Origin, "actor", e.Message);
            return null;
        }
    }

    private static RecordDefinition Computed(RecordDefinition records, ExpressionTexts texts)
    {
        records = texts.Lets.Aggregate(records, (r, let) => r.Let(let.Name, let.Text));
        return texts.Where is { } where ? records.Where(where.Text) : records;
    }

    private static RecordDefinition Timed(RecordDefinition records, EventTimeSpec? time, EventTimeBinder binder) =>
        time is null ? records : records.EventTime(
            binder.Column!,
            TimeSpan.FromMicroseconds(time.OutOfOrderUs),
            TimeSpan.FromMicroseconds(time.AllowedLatenessUs),
            time.IdleTimeout,
            TimeSpan.FromMicroseconds(time.MaxDriftUs));

    private static AggregateDefinition Results(RecordDefinition records, ExpressionTexts texts, WindowSpec window)
    {
        var first = records.Window(window).Aggregate(texts.Aggregates[0].Name, texts.Aggregates[0].Text);
        return texts.Aggregates.Skip(1).Aggregate(first, (r, next) => r.Aggregate(next.Name, next.Text));
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
