using ActorPipeline.Emission;
using ActorPipeline.Journal.Format;
using ActorPipeline.Plan;
using ActorPipeline.Records;
using ActorPipeline.Tests.Journal;

namespace ActorPipeline.Tests.Emission;

public sealed class OutboxBlockTests
{
    private static readonly ResultColumn[] _schema =
        [.. Enum.GetValues<ColumnType>().Select(t => new ResultColumn(t.ToString(), t, false))];

    [Fact]
    public void Rows_come_back()
    {
        var read = new ResultBatch(_schema);
        for (var seed = 0; seed < 50; seed++)
        {
            var rows = Make(seed);

            var bytes = Bytes.Written(w => OutboxBlock.Write(w, rows, new ColumnCodec()));
            OutboxBlock.Read(bytes, read, new ColumnCodec());

            Assert.Equal(rows.RowCount, read.RowCount);
            for (var row = 0; row < rows.RowCount; row++)
            {
                Assert.Equal(
                    rows.Columns.Select(c => ColumnValues.Get(c, row, rows.Scratch)),
                    read.Columns.Select(c => ColumnValues.Get(c, row, read.Scratch)));
            }
        }
    }

    [Fact]
    public void Rows_of_another_schema_are_damage()
    {
        var bytes = Bytes.Written(w => OutboxBlock.Write(w, Make(1), new ColumnCodec()));
        Assert.Throws<FormatDamageException>(
            () => OutboxBlock.Read(bytes, new ResultBatch(_schema[1..]), new ColumnCodec()));
        Assert.Throws<FormatDamageException>(
            () => OutboxBlock.Read(bytes, new ResultBatch([.. _schema.Reverse()]), new ColumnCodec()));
    }

    [Fact]
    public void Damaged_bytes_are_a_format_damage()
    {
        for (var seed = 1; seed < 10; seed++)
        {
            var bytes = Bytes.Written(w => OutboxBlock.Write(w, Make(seed), new ColumnCodec()));
            Bytes.Fuzz(bytes, seed, (ref ByteCursor cursor) =>
                OutboxBlock.Read(cursor.Take(cursor.Left), new ResultBatch(_schema), new ColumnCodec()));
        }
    }

    private static ResultBatch Make(int seed)
    {
        var random = new Random(seed);
        var rows = new ResultBatch(_schema) { RowCount = random.Next(1, 100) };
        for (var i = 0; i < _schema.Length; i++)
        {
            var values = Enumerable.Range(0, rows.RowCount).Select(_ => Columns.Random(_schema[i].Type, random));
            rows.Columns[i] = Columns.Make(_schema[i].Type, rows.Scratch, values.ToArray());
        }

        return rows;
    }
}
