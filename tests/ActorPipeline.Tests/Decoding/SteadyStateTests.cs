using System.Text;
using ActorPipeline.Decoding;
using ActorPipeline.Plan;
using ActorPipeline.Records;

namespace ActorPipeline.Tests.Decoding;

public sealed class SteadyStateTests
{
    private static readonly ColumnSpec[] Columns =
    [
        new("k", ColumnType.String, "k"),
        new("ts", ColumnType.Timestamp, "ts", new TimeFormat(TimeFormatKind.EpochMillis)),
        new("v", ColumnType.Double, "v"),
    ];

    [Fact]
    public void Json_of_few_shapes_allocates_nothing()
    {
        AssertNoAllocation(new JsonDecoderSpec(Columns), i => (i % 5) switch
        {
            0 => $$"""{"k":"user-{{i}}","ts":{{i}},"v":{{i}}.5}""",
            1 => $$"""{"k":"us\ner","ts":null,"v":-1e{{i % 300}}}""",
            2 => $$"""{"ts":{{i}},"k":"ü"}""",
            3 => $$"""{"ts":{{i}},"k":"a","x":[{{string.Join(',', Enumerable.Range(0, i % 9))}}]}""",
            _ => """{"ts":1,"k":5}""",
        });
    }

    [Fact]
    public void Combined_lines_allocate_nothing()
    {
        AssertNoAllocation(
            new PatternDecoderSpec(ReadyPatterns.Combined, ReadyPatterns.All[ReadyPatterns.Combined]),
            i => i % 7 == 0
                ? $"10.0.0.{i} - - no time"
                : $"10.0.0.{i} - - [17/May/2015:10:05:03 +0000] \"GET /{i} HTTP/1.1\" 200 {i} \"-\" \"agent \\\" x\"");
    }

    private static void AssertNoAllocation(DecoderSpec spec, Func<int, string> line)
    {
        var rows = Enumerable.Range(0, 500).Select(i => Encoding.UTF8.GetBytes(line(i))).ToList();
        var decoder = DecoderFactory.Create(spec);
        var batch = DecodedRows.Frame(spec.Columns, rows);
        var (starts, ends) = (batch.RowStart.ToArray(), batch.RowEnd.ToArray());
        long allocated = 0;
        for (var round = 0; round < 4; round++)
        {
            batch.Clear();
            for (var row = 0; row < rows.Count; row++)
            {
                batch.AddRow(starts[row], ends[row]);
            }

            var before = GC.GetAllocatedBytesForCurrentThread();
            decoder.Decode(batch);
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.Equal(0, allocated);
    }
}
