using System.Diagnostics;
using System.Text.Json;
using ActorPipeline.Expressions;
using ActorPipeline.Hosting;
using ActorPipeline.Plan;
using ActorPipeline.Records;
using ActorPipeline.Sinks;
using ActorPipeline.Sinks.Formats;
using ActorPipeline.Sources;
using ActorPipeline.Sql;

namespace Benchmarks;

/// <summary>
/// The figure of the product: NDJSON files to a committed journal and a result file, beside the bare loop over the
/// same bytes. CPU time of the process, so that the number of cores does not matter.
/// </summary>
internal static class RecordPathBenchmark
{
    public static PipelinePlan Plan(string directory, string[] files, EngineOptions engine, int shards = 16)
    {
        ColumnSpec[] columns =
        [
            new("k", ColumnType.String, "k"),
            new("ts", ColumnType.Timestamp, "ts", new TimeFormat(TimeFormatKind.EpochMillis)),
            new("v", ColumnType.Double, "v"),
        ];
        var schema = new ExpressionSchema(columns.Select(c => (c.Name, c.Type)));
        return new PipelinePlan
        {
            Name = "bench",
            Source = new FilesSourceSpec(files, Parallel: true, directory),
            Decoder = new JsonDecoderSpec(columns),
            Key = [new KeyPart("k", 0, ColumnType.String)],
            EventTime = new EventTimeSpec(1, 0, 0, TimeSpan.FromSeconds(30), 60_000_000),
            Window = new WindowSpec.Tumbling(1_000_000),
            Aggregates =
            [
                AggregateSyntax.Parse("count", "count()", schema),
                AggregateSyntax.Parse("sum", "sum(v)", schema),
                AggregateSyntax.Parse("min", "min(v)", schema),
                AggregateSyntax.Parse("max", "max(v)", schema),
            ],
            Sink = new SinkSpec.File(Path.Combine(directory, "results.ndjson"), FileSinkFormat.Ndjson),
            DeadLetterPath = Path.Combine(directory, "dead.ndjson"),
            ShardCount = shards,
            Engine = engine,
        };
    }

    public static string[] Generate(string directory, long records)
    {
        var spec = new GeneratorSourceSpec(GeneratorKind.Metrics, 42, 2, records)
        {
            Keys = 10_000, EventRatePerSecond = 100_000,
        };
        var files = new string[2];
        for (var partition = 0; partition < files.Length; partition++)
        {
            files[partition] = Path.Combine(directory, $"input-{partition}.ndjson");
            using var target = File.Create(files[partition]);
            GeneratedFile.Write(spec, partition, target);
        }

        return files;
    }

    public static (double Seconds, long Records) BareLoop(string[] files)
    {
        var sums = new Dictionary<string, double>().GetAlternateLookup<ReadOnlySpan<char>>();
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        var records = 0L;
        var buffer = new byte[1 << 20];
        Span<char> key = stackalloc char[64];
        foreach (var file in files)
        {
            using var handle = File.OpenHandle(file);
            var (offset, kept) = (0L, 0);
            while (true)
            {
                var read = RandomAccess.Read(handle, buffer.AsSpan(kept), offset);
                if (read == 0)
                {
                    break;
                }

                offset += read;
                var data = buffer.AsSpan(0, kept + read);
                int end;
                while ((end = data.IndexOf((byte)'\n')) >= 0)
                {
                    records++;
                    var reader = new Utf8JsonReader(data[..end]);
                    var (value, length) = (0.0, 0);
                    while (reader.Read())
                    {
                        if (reader.TokenType != JsonTokenType.PropertyName)
                        {
                            continue;
                        }

                        if (reader.ValueTextEquals("k"u8))
                        {
                            reader.Read();
                            length = reader.CopyString(key);
                        }
                        else if (reader.ValueTextEquals("v"u8))
                        {
                            reader.Read();
                            value = reader.GetDouble();
                        }
                    }

                    sums.TryGetValue(key[..length], out var sum);
                    sums[key[..length]] = sum + value;
                    data = data[(end + 1)..];
                }

                kept = data.Length;
                data.CopyTo(buffer);
            }
        }

        return ((Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds, records);
    }

    public static void Run(long records, EngineOptions engine, int shards)
    {
        var directory = Directory.CreateTempSubdirectory("ap-bench-").FullName;
        try
        {
            var files = Generate(directory, records);
            Console.WriteLine($"input {files.Sum(f => new FileInfo(f).Length) / 1e6:F0} MB");
            var (bareSeconds, bareRecords) = BareLoop(files);
            Console.WriteLine($"bare loop {bareRecords / bareSeconds / 1e6:F2} M/s per core");
            for (var run = 0; run < 3; run++)
            {
                var data = Path.Combine(directory, "data-" + run);
                File.Delete(Path.Combine(directory, "results.ndjson"));
                File.Delete(Path.Combine(directory, "dead.ndjson"));
                var plan = Plan(directory, files, engine, shards);
                Directory.CreateDirectory(data);
                using var journal = SqliteJournal.Open(data);
                var services = new PipelineServices
                {
                    Journal = journal,
                    CreateSink = p => new FileSink(((SinkSpec.File)p.Sink).Path, new NdjsonFormat(p.ResultColumns)),
                    CreateDeadLetterSink = (p, names) =>
                        new FileSink(p.DeadLetterPath, new DeadLetterFormat(i => names[i])),
                };
                var cpu = Process.GetCurrentProcess().TotalProcessorTime;
                var allocated = GC.GetTotalAllocatedBytes(true);
                var wall = Stopwatch.StartNew();
                using var host = PipelineHost.Open(plan, services);
                var outcome = host.Run(default, default);
                var seconds = (Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalSeconds;
                var status = host.Status;
                var c = status.Counters;
                Console.WriteLine(
                    $"{outcome} {host.Failure?.ToString()} in={c.In} applied={c.Applied} dead={c.Dead} results={c.Results} wall {wall.Elapsed.TotalSeconds:F2} s cpu {seconds:F2} s "
                    + $"{c.In / seconds / 1e6:F2} M/s/core ratio {c.In / seconds / (bareRecords / bareSeconds):F2} "
                    + $"alloc {(GC.GetTotalAllocatedBytes(true) - allocated) / (double)c.In:F1} B/rec journal {status.Journal.Events / (double)c.In:F2}+{status.Journal.Outbox / (double)c.In:F2}+{status.Journal.Snapshots / (double)c.In:F2}+{status.Journal.Heads / (double)c.In:F2} B/rec "
                    + $"commits {status.Commits} p50 {host.CommitLatencyMs(0.5):F1} p99 {host.CommitLatencyMs(0.99):F1} ms rss {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:F0} MB");
            }
        }
        finally
        {
            Directory.Delete(directory, true);
        }
    }
}
