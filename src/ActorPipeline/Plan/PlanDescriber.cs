using System.Text;
using System.Text.RegularExpressions;
using ActorPipeline.Notation;

namespace ActorPipeline.Plan;

/// <summary>Puts a plan into the words of its <see cref="PlanIdentity"/>.</summary>
internal sealed partial class PlanDescriber(PipelinePlan plan)
{
    public PlanIdentity Describe() => new()
    {
        Pipeline = plan.Name,
        Source = Source(plan.Source),
        Decoder = Decoder(plan.Decoder),
        Where = plan.Where is null ? "" : Expand(plan.Where.Canonical),
        Key = [.. plan.Key.Select(k => new NamedDefinition(k.Name, Column(k.Column)))],
        EventTime = plan.EventTime is null ? "" : Column(plan.EventTime.Column),
        OutOfOrderUs = plan.EventTime?.OutOfOrderUs ?? 0,
        AllowedLatenessUs = plan.EventTime?.AllowedLatenessUs ?? 0,
        Window = plan.Actor is null ? Window(plan.Window) : $"actor {plan.Actor.Name}",
        Shards = plan.ShardCount,
        Aggregates = [.. plan.Aggregates.Select(a => new NamedDefinition(a.Name, Expand(a.Canonical)))],
        Sink = Sink(plan.Sink),
        DeadLetters = $"file {plan.DeadLetterPath}",
    };

    /// <summary>What positions mean. Paths are not in it: files keep their identity by content.</summary>
    private static string Source(SourceSpec source) => source switch
    {
        FilesSourceSpec files => files.Parallel ? "files, each a partition" : "files, one partition",
        StdinSourceSpec => "stdin",
        GeneratorSourceSpec g => FormattableString.Invariant(
            $"generator {g.Kind}, seed {g.Seed}, {g.Partitions} partitions, {g.Keys} keys, skew {g.Skew}, ")
            + FormattableString.Invariant($"start {g.StartUs} us, {g.EventRatePerSecond}/s of event time, ")
            + FormattableString.Invariant($"out of order {g.OutOfOrderUs} us, malformed {g.MalformedShare}"),
        _ => source.GetType().Name,
    };

    private static string Decoder(DecoderSpec decoder)
    {
        var text = new StringBuilder(decoder is PatternDecoderSpec pattern ? $"pattern {pattern.Pattern}" : "json");
        foreach (var column in decoder.Columns)
        {
            text.Append(", ").Append(column.Name).Append(": ").Append(Decoded(column));
        }

        return text.ToString();
    }

    private static string Decoded(ColumnSpec column)
    {
        var format = column.TimeFormat is { } time ? $" ({time.Pattern ?? time.Kind.ToString()})" : "";
        return $"{column.Type} from {column.Path}{format}";
    }

    private static string Window(WindowSpec window) => window switch
    {
        WindowSpec.Tumbling tumbling => $"tumbling {DurationText.Of(tumbling.SizeUs)}",
        WindowSpec.Hopping hopping =>
            $"hopping {DurationText.Of(hopping.SizeUs)} every {DurationText.Of(hopping.HopUs)}",
        WindowSpec.Session session => $"session, gap {DurationText.Of(session.GapUs)}",
        WindowSpec.Global => "global",
        _ => window.ToString(),
    };

    private static string Sink(SinkSpec sink) => sink switch
    {
        SinkSpec.File file => $"{file.Format} file {file.Path}",
        SinkSpec.Sqlite sqlite => $"SQLite {sqlite.Database}, table {sqlite.Table}",
        SinkSpec.Console => "console",
        _ => sink.ToString(),
    };

    private string Column(int index)
    {
        var decoded = plan.Decoder.Columns.Count;
        if (index < decoded)
        {
            return Decoded(plan.Decoder.Columns[index]);
        }

        var let = plan.Lets[index - decoded];
        return $"{let.Expression.Type} = {Expand(let.Expression.Canonical, index - decoded)}";
    }

    /// <summary>An expression with the computed columns that it uses, so that a change of theirs shows.</summary>
    public string Expand(string canonical) => Expand(canonical, plan.Lets.Count);

    /// <summary>The same of an expression that sees no more than the first computed columns.</summary>
    private string Expand(string canonical, int visible)
    {
        var text = new StringBuilder(canonical);
        var seen = new HashSet<int>();
        var open = new Queue<(string Expression, int Visible)>([(canonical, visible)]);
        while (open.TryDequeue(out var next))
        {
            for (var i = 0; i < next.Visible; i++)
            {
                var let = plan.Lets[i];
                if (Mentions(next.Expression, let.Name) && IsMeant(i, next.Visible) && seen.Add(i))
                {
                    text.Append(" with ").Append(let.Name).Append(" = ").Append(let.Expression.Canonical);
                    open.Enqueue((let.Expression.Canonical, i));
                }
            }
        }

        return text.ToString();
    }

    /// <summary>Whether a computed column is the last of its name among those that are visible.</summary>
    private bool IsMeant(int index, int visible) =>
        !plan.Lets.Skip(index + 1).Take(visible - index - 1).Any(l => l.Name == plan.Lets[index].Name);

    private static bool Mentions(string expression, string name) => Words().Matches(expression).Any(m =>
        m.Value == name || (m.Value[0] == '`' && m.Value[1..^1].Replace("``", "`", StringComparison.Ordinal) == name));

    // Text literals are matched too, so that the words in them are not taken for names.
    [GeneratedRegex("""'(?:[^'\\]|\\.|'')*'|"(?:[^"\\]|\\.|"")*"|`(?:[^`]|``)*`|[\p{L}_][\p{L}\p{N}_.]*""")]
    private static partial Regex Words();
}
