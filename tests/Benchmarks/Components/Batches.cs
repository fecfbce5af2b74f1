using ActorPipeline.Emission;
using ActorPipeline.Plan;
using ActorPipeline.Records;
using ActorPipeline.Sources;

namespace Benchmarks.Components;

/// <summary>Made-up input of single stops.</summary>
internal static class Batches
{
    /// <summary>Framed batches of made-up records, not decoded.</summary>
    public static IReadOnlyList<RecordBatch> Framed(GeneratorKind kind, IReadOnlyList<ColumnSpec> columns, int count)
    {
        var spec = new GeneratorSourceSpec(kind, Seed: 42, 1, null);
        using var source = SourceFactory.Open(spec, default, TimeProvider.System);
        source.Partitions[0].Seek(0);
        var batches = new RecordBatch[count];
        for (var i = 0; i < count; i++)
        {
            batches[i] = new RecordBatch([.. columns.Select(c => c.Type)]);
            batches[i].Clear();
            source.Partitions[0].Read(batches[i]);
        }

        return batches;
    }

    /// <summary>Rows as the record path's pipeline emits them: key, window, count, sum, min, max.</summary>
    public static ResultBatch Results(PipelinePlan plan, int rows)
    {
        var random = new Random(11);
        var results = new ResultRows(plan);
        for (var i = 0; i < rows; i++)
        {
            var row = results.Add(System.Text.Encoding.UTF8.GetBytes($"user-{i}"));
            var columns = results.Batch.Columns;
            columns[1].Values<long>()[row] = 1_700_000_000_000_000;
            columns[2].Values<long>()[row] = 1_700_000_001_000_000;
            columns[3].Values<long>()[row] = random.Next(20);
            columns[4].Values<double>()[row] = random.Next(100_000) / 100.0;
            columns[5].Values<double>()[row] = random.Next(10_000) / 100.0;
            columns[6].Values<double>()[row] = random.Next(10_000) / 100.0;
        }

        return results.Batch;
    }
}
