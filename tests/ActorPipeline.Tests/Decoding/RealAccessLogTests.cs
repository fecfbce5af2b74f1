using ActorPipeline.Decoding;
using ActorPipeline.Plan;
using ActorPipeline.Records;

namespace ActorPipeline.Tests.Decoding;

/// <summary>A web site's log of 2015; runs where the folder of shared data exists.</summary>
public sealed class RealAccessLogTests
{
    [RealDataFact("apache_access.log")]
    public void Every_line_is_decoded_but_the_one_that_is_cut_off()
    {
        var lines = File.ReadAllBytes(RealDataFactAttribute.PathOf("apache_access.log")!);
        var spec = new PatternDecoderSpec(ReadyPatterns.Combined, ReadyPatterns.All[ReadyPatterns.Combined]);
        var batch = new RecordBatch([.. spec.Columns.Select(column => column.Type)]) { Data = lines };
        for (var at = 0; at < lines.Length;)
        {
            var length = lines.AsSpan(at).IndexOf((byte)'\n');
            batch.AddRow(at, length < 0 ? lines.Length : at + length);
            at = length < 0 ? lines.Length : at + length + 1;
        }

        new PatternDecoder(spec).Decode(batch);
        Assert.Equal(10_000, batch.RowCount);
        Assert.Equal(
            ["line 8899: expected '\"' after the quoted field that starts at byte 111"],
            batch.DeadRows.Select(row => $"line {row.Row + 1}: {row.Detail}"));
        var rows = Enumerable.Range(0, batch.RowCount).Where(row => batch.Status[row] == RowStatus.Live).ToList();
        Assert.Equal(0, rows.Count(row => batch.Columns[3].IsNullAt(row)));
        var size = batch.Columns[8];
        Assert.Equal(2_747_282_505, rows.Sum(row => size.IsNullAt(row) ? 0 : size.Values<long>()[row]));
    }
}
