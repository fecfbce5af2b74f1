using Benchmarks.Reporting;

namespace Benchmarks.Components;

/// <summary>Costs side by side.</summary>
internal static class CostTable
{
    /// <summary>The medians by kind.</summary>
    /// <param name="one">What an operation is: a record, a row.</param>
    /// <param name="runs">By run, the costs, in the same order.</param>
    public static Table Of(string one, IReadOnlyList<Cost[]> runs)
    {
        var table = new Table(
            "kinds",
            new TableColumn("kind", "kind"),
            new TableColumn($"cpu_ns_per_{one}", $"CPU a {one}", Unit.Nanoseconds),
            new TableColumn($"{one}s_per_cpu_second", $"{one}s/CPU s", Unit.PerSecond),
            new TableColumn($"bytes_per_{one}", $"bytes a {one}", Unit.FewBytes),
            new TableColumn("bytes_per_cpu_second", "bytes/CPU s", Unit.BytesPerSecond),
            new TableColumn($"allocated_bytes_per_{one}", "allocated", Unit.FewBytes));
        for (var i = 0; i < runs[0].Length; i++)
        {
            var of = runs.Select(r => r[i]).ToArray();
            var ns = Statistics.Median(of.Select(c => c.CpuNs / c.Count));
            var bytes = of[0].Bytes / (double)of[0].Count;
            var allocated = Statistics.Median(of.Select(c => c.AllocatedBytes / (double)c.Count));
            table.Add(of[0].Name, ns, 1e9 / ns, bytes, bytes * 1e9 / ns, allocated);
        }

        return table;
    }
}
