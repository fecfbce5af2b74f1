using System.Text;
using ActorPipeline.Journal;
using ActorPipeline.Journal.Format;
using ActorPipeline.Plan;
using ActorPipeline.Records;
using ActorPipeline.Sharding;
using ActorPipeline.Sql.Sinks;

namespace RecordPath.Tests.Crash;

/// <summary>What a run leaves: result rows and dead letters, sorted, and the committed counters.</summary>
internal sealed record Outputs(string Results, string DeadLetters, PipelineCounters Counters)
{
    public static Outputs Read(PipelinePlan plan, IJournal journal)
    {
        var results = plan.Sink switch
        {
            SinkSpec.File file => SortedLines(file.Path),
            SinkSpec.Sqlite table => Rows(table),
            _ => throw new NotSupportedException($"{plan.Sink}"),
        };
        return new Outputs(results, SortedLines(plan.DeadLetterPath), CountersOf(journal, plan.ShardCount));
    }

    /// <summary>Fails with the difference, if there is any: only then is it looked for.</summary>
    public static void AssertSame(Outputs expected, Outputs outputs, string where = "")
    {
        if (expected != outputs)
        {
            Assert.Fail($"{where}:\n{expected.Difference(outputs)}");
        }
    }

    /// <summary>What differs from another run's outputs, for people; empty when nothing does.</summary>
    public string Difference(Outputs other)
    {
        var text = new StringBuilder();
        Compare(text, "result", Results, other.Results);
        Compare(text, "dead letter", DeadLetters, other.DeadLetters);
        if (Counters != other.Counters)
        {
            text.AppendLine($"{Counters}, not {other.Counters}");
        }

        return text.ToString();
    }

    public static PipelineCounters CountersOf(IJournal journal, int shards)
    {
        var counters = default(PipelineCounters);
        for (var i = 0; i < shards; i++)
        {
            var shard = new ShardId(i);
            var head = journal.ReadHead(shard);
            if (head.Sequence > 0)
            {
                var state = Envelope.Open(head.State.Span, BlobKind.Head, shard, head.Sequence, out _);
                counters += ShardHeadState.Read(state).Counters;
            }
        }

        return counters;
    }

    private static void Compare(StringBuilder text, string what, string mine, string others)
    {
        var surplus = others.Split('\n').ToLookup(line => line).ToDictionary(g => g.Key, g => g.Count());
        foreach (var line in mine.Split('\n'))
        {
            surplus[line] = surplus.GetValueOrDefault(line) - 1;
        }

        foreach (var (line, count) in surplus.Where(s => s.Value != 0))
        {
            text.AppendLine($"{what} {(count < 0 ? "missing" : "too much")}: {line}");
        }
    }

    public static string SortedLines(string path)
    {
        var lines = File.ReadAllLines(path);
        Array.Sort(lines, StringComparer.Ordinal);
        return string.Join('\n', lines);
    }

    public static string Rows(SinkSpec.Sqlite table)
    {
        using var connection = new TargetConnection(table.Database);
        var columns = new List<string>();
        using (var info = connection.Prepare($"SELECT name FROM pragma_table_info('{table.Table}')"))
        {
            while (info.Step())
            {
                columns.Add(info.Text(0));
            }
        }

        var all = string.Join(" || '|' || ", columns.Select(c => $"coalesce(\"{c}\", 'null')"));
        using var rows = connection.Prepare($"SELECT {all} FROM \"{table.Table}\" ORDER BY 1");
        var lines = new List<string>();
        while (rows.Step())
        {
            lines.Add(rows.Text(0));
        }

        return string.Join('\n', lines);
    }
}
