using ActorPipeline.Plan;
using ActorPipeline.Runtime.Persistence;
using ActorPipeline.Sources;
using ActorPipeline.Sql;
using RecordPath.Tests.Crash;

namespace RecordPath.Tests.Process;

/// <summary>A pipeline's file and its input in a directory, as an operator would have them.</summary>
internal sealed record NodePipeline(string Directory)
{
    private const int Shards = 4;

    public string Name { get; init; } = "crash";

    public int Partitions { get; init; } = 2;

    /// <summary>The sink's settings; its target should be in <see cref="OutputDirectory"/>.</summary>
    public string Sink { get; init; } = "file = \"results.ndjson\"";

    /// <summary>Where the state is.</summary>
    public JournalSpec Journal { get; init; } = new JournalSpec.Embedded();

    public string Source { get; init; } = "files = [\"input-*.ndjson\"], parallel = true, batch-bytes = 16 KiB";

    public string DataDirectory { get; init; } = Path.Combine(Directory, "data");

    /// <summary>Where the results are.</summary>
    public string OutputDirectory { get; init; } = Directory;

    public string InputPath(int partition) => Path.Combine(Directory, $"input-{partition}.ndjson");

    public string Target(string name) => Path.Combine(Directory, name);

    private string JournalText => Journal is JournalSpec.Persistence database
        ? $"journal.persistence {{ provider = {database.Provider.ToString().ToLowerInvariant()}, "
            + $"connection-string = \"{database.ConnectionString}\" }}"
        : "";

    /// <summary>Makes an input of this many records, out of order, some late, some broken.</summary>
    public void WriteInput(long records)
    {
        var spec = new GeneratorSourceSpec(GeneratorKind.Metrics, 17, Partitions, records)
        {
            Keys = 6_000, EventRatePerSecond = 20_000, OutOfOrderUs = 3_000_000, MalformedShare = 0.002,
        };
        for (var partition = 0; partition < Partitions; partition++)
        {
            using var target = File.Create(InputPath(partition));
            GeneratedFile.Write(spec, partition, target);
        }
    }

    /// <summary>Writes the pipeline's file; small settings, so that everything happens often.</summary>
    public NodePipeline Write()
    {
        File.WriteAllText(Path.Combine(Directory, "crash.conf"), $$"""
            pipeline = {{Name}}
            data-dir = "{{DataDirectory}}"
            source = { {{Source}} }
            decode = { json = { k = string, ts = { type = timestamp, format = epoch-ms }, v = double } }
            event-time = { column = ts, out-of-order = 2s, allowed-lateness = 500ms }
            let = { cents = "int(round(v * 100))" }
            where = "cents % 50 != 7"
            key = k
            window = { tumbling = 5s }
            aggregate = { n = "count()", sum = "sum(cents)", least = "min(v)", most = "max(v)", last = "last(cents)" }
            sink = { {{Sink}} }
            dead-letters = { file = "dead.ndjson" }
            {{JournalText}}
            shards = {{Shards}}
            engine = {
              commit-interval = 10ms, commit-bytes = 64 KiB, tail-bytes = 256 KiB, state-bytes = 1 MiB
              sink-flush-interval = 30ms
            }

            """);
        return this;
    }

    public NodeProcess Start(params string[] options) =>
        NodeProcess.Run(Path.Combine(Directory, "crash.conf"), options);

    /// <summary>Runs to the end of the input.</summary>
    public Outputs RunToEnd()
    {
        using var process = Start();
        var code = process.Wait();
        Assert.True(code == 0, $"exit code {code}: {process.Said}");
        return Outputs();
    }

    /// <summary>
    /// Runs to the end, however often it takes: what still runs when some time is over is killed (kill -9), so many
    /// times at most. How many times it was.
    /// </summary>
    public int RunToEnd(int kills, Func<TimeSpan> untilKilled)
    {
        for (var killed = 0; ; killed++)
        {
            var time = untilKilled();
            using var process = Start();
            if (killed == kills || process.WaitFor(time))
            {
                var code = process.Wait();
                Assert.True(code == 0, $"after {killed} kills: exit code {code}: {process.Said}");
                return killed;
            }

            process.Kill();
        }
    }

    /// <summary>What is there after a run.</summary>
    public Outputs Outputs()
    {
        using var journal = JournalAccess.Look(Journal, DataDirectory, Name);

        // The names of the inputs hold the directory, which differs from test to test.
        var deadLetters = Crash.Outputs.SortedLines(Target("dead.ndjson"))
            .Replace(Directory, ".", StringComparison.Ordinal);
        return new Outputs(Results(), deadLetters, Crash.Outputs.CountersOf(journal.Reads, Shards));
    }

    /// <summary>Forgets all that a run has left.</summary>
    public void Clear()
    {
        System.IO.Directory.Delete(DataDirectory, recursive: true);
        foreach (var path in System.IO.Directory.GetFiles(OutputDirectory, "results*").Append(Target("dead.ndjson")))
        {
            File.Delete(path);
        }
    }

    private string Results()
    {
        var results = System.IO.Directory.GetFiles(OutputDirectory, "results.*").Single(IsMain);
        return results.EndsWith(".db", StringComparison.Ordinal)
            ? Crash.Outputs.Rows(new SinkSpec.Sqlite(results, Name))
            : Crash.Outputs.SortedLines(results);
    }

    private static bool IsMain(string path) => !path.EndsWith("-wal", StringComparison.Ordinal)
        && !path.EndsWith("-shm", StringComparison.Ordinal);
}
