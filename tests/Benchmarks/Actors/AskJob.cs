using System.Diagnostics;
using ActorPipeline.Plan;
using ActorPipeline.Runtime.Hosting;
using ActorPipeline.Runtime.Regions;
using ActorPipeline.Sinks;
using ActorPipeline.Sinks.Formats;
using ActorPipeline.Sql;
using Benchmarks.Workload;

namespace Benchmarks.Actors;

/// <summary>Asks counters of a running pipeline: the answer comes when the event is on disk.</summary>
internal static class AskJob
{
    private const int Asks = 2_000;
    private const int Askers = 256;

    public static AskResult Run(string directory)
    {
        var data = Directory.CreateDirectory(Path.Combine(directory, "data")).FullName;
        using var journal = SqliteJournal.Open(data);
        var plan = Plans.Counters(directory, new RequestsSourceSpec());
        using var host = PipelineHost.Open(plan, new PipelineServices
        {
            Journal = journal,
            CreateSink = p => new FileSink(((SinkSpec.File)p.Sink).Path, new NdjsonFormat(p.ResultColumns)),
            CreateDeadLetterSink = (p, names) => new FileSink(p.DeadLetterPath, new DeadLetterFormat(i => names[i])),
        });
        using var drain = new CancellationTokenSource();
        var run = Task.Factory.StartNew(
            () => host.Run(drain.Token, default), CancellationToken.None, TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        var region = host.Region<Add>();
        Ask(region, 200, "warm").GetAwaiter().GetResult();
        var alone = Ask(region, Asks, "alone").GetAwaiter().GetResult();
        var from = Stopwatch.GetTimestamp();
        var many = Task.WhenAll(Enumerable.Range(0, Askers).Select(i => Ask(region, Asks / 10, $"key-{i}")))
            .GetAwaiter().GetResult().SelectMany(ms => ms).ToArray();
        var rate = many.Length / Stopwatch.GetElapsedTime(from).TotalSeconds;
        drain.Cancel();
        run.GetAwaiter().GetResult();
        return new AskResult(Statistics.Median(alone), Share(alone, 0.99), rate, Statistics.Median(many));
    }

    private static async Task<double[]> Ask(ActorRegion<Add> region, int count, string key)
    {
        var took = new double[count];
        for (var i = 0; i < count; i++)
        {
            var from = Stopwatch.GetTimestamp();
            var total = await region.AskAsync<long>(key, new Add(1, true), TimeSpan.FromMinutes(1));
            took[i] = Stopwatch.GetElapsedTime(from).TotalMilliseconds;
            if (total != i + 1)
            {
                throw new BenchException($"counter {key} says {total} after {i + 1} asks");
            }
        }

        return took;
    }

    private static double Share(double[] values, double share)
    {
        var sorted = values.Order().ToArray();
        return sorted[(int)(share * sorted.Length)];
    }
}
