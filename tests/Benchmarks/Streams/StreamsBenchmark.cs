using System.Diagnostics;
using Benchmarks.Children;
using Benchmarks.Reporting;

namespace Benchmarks.Streams;

/// <summary>Stream graphs beside the other ways to take elements through stages.</summary>
internal sealed class StreamsBenchmark : IBenchmark
{
    private const int Stages = 6;
    private const string LoopName = "foreach loop";
    private const string FusedName = "graph, fused";
    private const string BoundaryName = "graph, one boundary";
    private const string DataflowName = "TPL Dataflow, one block";
    private const double MostTimesTheLoop = 3;

    /// <inheritdoc />
    public string Name => "streams";

    /// <inheritdoc />
    public string Summary => "stream graphs beside a loop, IAsyncEnumerable, a channel and TPL Dataflow";

    /// <inheritdoc />
    public long DiskBytes(BenchContext context) => 0;

    /// <inheritdoc />
    public Report Run(BenchContext context)
    {
        var elements = context.Scale(BenchContext.DefaultRecords);
        var runs = new List<StreamCost[]>();
        for (var run = 1; run <= context.Runs; run++)
        {
            context.Say($"run {run} of {context.Runs}");
            runs.Add(context.Children.Run(Jobs.Streams, elements).Value);
        }

        return new Report(
            Name,
            $"{elements:N0} elements through {Stages} stages: source, select, where, select, select, for-each; "
            + $"the slower ways take fewer; medians of {context.Runs} runs")
        {
            Figures =
            {
                new Figure(
                    "fused_to_loop", "fused graph to foreach loop, CPU",
                    Ratio(runs, FusedName, LoopName, c => c.CpuNs), Unit.Ratio, Target.AtMost(MostTimesTheLoop)),
                new Figure(
                    "boundary_to_dataflow", "boundary to TPL Dataflow's, time",
                    Ratio(runs, BoundaryName, DataflowName, c => c.WallNs), Unit.Ratio, Target.AtMost(1)),
            },
            Tables = { TableOf(runs) },
            Notes = { "Every way calls the same delegates, an element at a time; a stage is one of the six." },
        };
    }

    /// <summary>What the process does.</summary>
    public static StreamCost[] RunHere(long elements)
    {
        var work = new StreamWork();
        return
        [
            Measure(LoopName, work, elements, w => w.Loop()),
            Measure(FusedName, work, elements, w => w.Fused()),
            Measure("IAsyncEnumerable", work, elements / 4, w => w.AsyncEnumerable()),
            Measure(BoundaryName, work, elements / 4, w => w.OneBoundary()),
            Measure("bounded channel", work, elements / 8, w => w.OneChannel()),
            Measure(DataflowName, work, elements / 16, w => w.OneDataflowBoundary()),
        ];
    }

    private static StreamCost Measure(string name, StreamWork work, long elements, Action<StreamWays> run)
    {
        // The elements are laid out before the clock runs; a part of them warms the way up.
        var items = new int[Math.Min(elements, 1_000_000)];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = i;
        }

        var ways = new StreamWays(work, items);
        ways.Loop();
        var expected = work.TakeSum();
        run(ways);
        var turns = (int)Math.Max(1, elements / items.Length);
        work.TakeSum();
        var (bytes, cpu) = (GC.GetTotalAllocatedBytes(), Environment.CpuUsage.TotalTime);
        var start = Stopwatch.GetTimestamp();
        for (var turn = 0; turn < turns; turn++)
        {
            run(ways);
        }

        var wallNs = Stopwatch.GetElapsedTime(start).TotalNanoseconds;
        var cpuNs = (Environment.CpuUsage.TotalTime - cpu).TotalNanoseconds;
        bytes = GC.GetTotalAllocatedBytes() - bytes;
        return work.TakeSum() == turns * expected
            ? new StreamCost(name, (long)turns * items.Length, Stages, wallNs, cpuNs, bytes)
            : throw new BenchException($"{name} came to another sum than the loop");
    }

    private static Table TableOf(List<StreamCost[]> runs)
    {
        var table = new Table(
            "ways",
            new TableColumn("way", "way"),
            new TableColumn("elements_per_second", "elements/s", Unit.PerSecond),
            new TableColumn("stage_elements_per_second", "elements/s a stage", Unit.PerSecond),
            new TableColumn("ns_per_element", "time an element", Unit.Nanoseconds),
            new TableColumn("cpu_ns_per_element", "CPU an element", Unit.Nanoseconds),
            new TableColumn("allocated_bytes_per_element", "allocated", Unit.FewBytes));
        for (var i = 0; i < runs[0].Length; i++)
        {
            var of = runs.Select(r => r[i]).ToArray();
            var ns = Statistics.Median(of.Select(c => c.WallNs / c.Elements));
            table.Add(
                of[0].Name, 1e9 / ns, of[0].Stages * 1e9 / ns, ns,
                Statistics.Median(of.Select(c => c.CpuNs / c.Elements)),
                Statistics.Median(of.Select(c => c.AllocatedBytes / (double)c.Elements)));
        }

        return table;
    }

    /// <summary>What one way takes in what another takes, run by run.</summary>
    private static double Ratio(List<StreamCost[]> runs, string name, string to, Func<StreamCost, double> cost)
    {
        return Statistics.Median(runs.Select(run => Of(run, name) / Of(run, to)));

        double Of(StreamCost[] run, string way)
        {
            var found = run.Single(c => c.Name == way);
            return cost(found) / found.Elements;
        }
    }
}
