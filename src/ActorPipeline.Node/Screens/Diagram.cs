using System.Text;
using ActorPipeline.Node.Configuration;
using ActorPipeline.Notation;
using ActorPipeline.Plan;
using ActorPipeline.Runtime.Persistence;

namespace ActorPipeline.Node.Screens;

/// <summary>The stops of a pipeline, from source to sink.</summary>
internal sealed class Diagram(PipelineFile file, PathText paths)
{
    private const int LabelWidth = 12;
    private readonly StringBuilder _text = new();

    public string Draw()
    {
        var plan = file.Plan;
        _text.Append(plan.Name).Append("\n\n");
        Stop("source", Source(plan.Source));
        Flow();
        Stop("decode", Decoder(plan.Decoder));
        Branch($"broken or late records: {paths.Of(plan.DeadLetterPath)}");
        Line("event time", EventTime(plan.EventTime));
        foreach (var let in plan.Lets)
        {
            Line("let", $"{let.Name} = {let.Expression.Text}: {ColumnTypes.NameOf(let.Expression.Type)}");
        }

        Line("where", plan.Where is null ? "all" : plan.Where.Text);
        Flow();
        Stop("actors", Key(plan));
        Work(plan);
        Flow();
        Stop("journal", file.Journal is JournalSpec.Persistence database
            ? database.Description
            : $"SQLite in {paths.Of(file.DataDirectory)}");
        Flow();
        Stop("sink", Sink(plan.Sink));
        _text.Append("    ").Append("columns".PadRight(LabelWidth))
            .AppendJoin(", ", plan.ResultColumns.Select(c => c.Name)).Append('\n');
        return _text.ToString();
    }

    private void Work(PipelinePlan plan)
    {
        if (plan.Actor is { } actor)
        {
            Line("actor", actor.Name);
            Line("told", actor.MessageColumns.Count == 0
                ? "all of a record"
                : string.Join(", ", actor.MessageColumns.Select(c => c.Canonical)));
            Line("events", string.Join(", ", actor.Events.Select(e => $"{e.Name} {e.Version}")));
            Line("emits", actor.Outputs.Count == 0
                ? "nothing but keys"
                : string.Join(", ", actor.Outputs.Select(o => $"{o.Name}: {ColumnTypes.NameOf(o.Type)}")));
            return;
        }

        Line("window", PlanIdentity.Of(plan).Window);
        foreach (var aggregate in plan.Aggregates)
        {
            Line("aggregate", $"{aggregate.Name} = {aggregate.Canonical}: {ColumnTypes.NameOf(aggregate.ResultType)}");
        }
    }

    private void Stop(string label, string text) => Row("● ", label, text);

    private void Line(string label, string text) => Row("│ ", label, text);

    private void Row(string mark, string label, string text) =>
        _text.Append("  ").Append(mark).Append(label.PadRight(LabelWidth)).Append(text).Append('\n');

    private void Branch(string text) => _text.Append("  ├─► ").Append(text).Append('\n');

    private void Flow() => _text.Append("  │\n");

    private string Source(SourceSpec source) => source switch
    {
        FilesSourceSpec files =>
            $"files {string.Join(", ", files.Paths.Select(paths.Of))}"
            + (files.Parallel ? ", side by side" : ", in order of name"),
        StdinSourceSpec => "standard input (can't be read again after a crash)",
        GeneratorSourceSpec generator => Generator(generator),
        _ => source.ToString(),
    };

    private static string Generator(GeneratorSourceSpec generator)
    {
        var count = generator.Count is { } n ? NumberText.Of(n) : "unlimited";
        var rate = generator.RatePerSecond is { } perSecond ? $", {NumberText.Of((long)perSecond)}/s" : "";
        return $"made-up {GeneratorBinder.NameOf(generator.Kind)} records: {count}{rate}, seed {generator.Seed}, "
            + NumberText.Count(generator.Partitions, "partition");
    }

    private static string Decoder(DecoderSpec decoder)
    {
        var columns = string.Join(", ", decoder.Columns.Select(c => $"{c.Name}: {ColumnTypes.NameOf(c.Type)}"));
        return decoder is PatternDecoderSpec pattern ? $"{pattern.Pattern}: {columns}" : $"JSON: {columns}";
    }

    private string EventTime(EventTimeSpec? time)
    {
        if (time is null)
        {
            return "none";
        }

        var decoded = file.Plan.Decoder.Columns;
        var name = time.Column < decoded.Count
            ? decoded[time.Column].Name
            : file.Plan.Lets[time.Column - decoded.Count].Name;
        return $"{name}, out of order up to {DurationText.Of(time.OutOfOrderUs)}, "
            + $"late up to {DurationText.Of(time.AllowedLatenessUs)}";
    }

    private static string Key(PipelinePlan plan)
    {
        var parts = plan.Key.Select(k => $"{k.Name}: {ColumnTypes.NameOf(k.Type)}").ToList();
        var shards = NumberText.Count(plan.ShardCount, "shard");
        return parts.Count == 0
            ? $"one for all records, {shards}"
            : $"one for every {string.Join(", ", parts)}; {shards}";
    }

    private string Sink(SinkSpec sink) => sink switch
    {
        SinkSpec.File target =>
            $"{target.Format.ToString().ToLowerInvariant()} file {paths.Of(target.Path)}, exactly once",
        SinkSpec.Sqlite target => $"SQLite {paths.Of(target.Database)}, table {target.Table}, exactly once",
        SinkSpec.Console => "this terminal",
        _ => sink.ToString(),
    };
}
