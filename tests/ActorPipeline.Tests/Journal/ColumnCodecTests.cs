using ActorPipeline.Journal.Format;
using ActorPipeline.Records;

namespace ActorPipeline.Tests.Journal;

public sealed class ColumnCodecTests
{
    public static TheoryData<ColumnType> Types => [.. Enum.GetValues<ColumnType>()];

    [Theory]
    [MemberData(nameof(Types))]
    public void Values_and_nulls_come_back(ColumnType type)
    {
        var codec = new ColumnCodec();
        var target = Column.Create(type);
        for (var seed = 0; seed < 100; seed++)
        {
            var (values, bytes) = Make(codec, type, seed);
            var text = new ByteArena();

            Bytes.Read(bytes, (ref ByteCursor cursor) => codec.Read(ref cursor, target, values.Length, text));

            for (var row = 0; row < values.Length; row++)
            {
                var read = ColumnValues.Get(target, row, text);
                Assert.True(Equals(values[row], read), $"seed {seed}, row {row}: {read}, not {values[row]}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Damaged_bytes_are_a_format_damage(ColumnType type)
    {
        for (var seed = 0; seed < 10; seed++)
        {
            var (values, bytes) = Make(new ColumnCodec(), type, seed + 1);
            Bytes.Fuzz(bytes, seed, (ref ByteCursor cursor) => new ColumnCodec().Read(
                ref cursor, Column.Create(type), values.Length, new ByteArena()));
        }
    }

    [Fact]
    public void A_column_of_another_type_is_damage()
    {
        var (values, bytes) = Make(new ColumnCodec(), ColumnType.Int64, 3);
        Assert.True(Bytes.IsDamaged(bytes, (ref ByteCursor cursor) => new ColumnCodec().Read(
            ref cursor, Column.Create(ColumnType.Timestamp), values.Length, new ByteArena())));
    }

    private static (object?[] Values, byte[] Bytes) Make(ColumnCodec codec, ColumnType type, int seed)
    {
        var random = new Random(seed);
        var count = seed == 0 ? 0 : random.Next(1, 200);
        var values = Enumerable.Range(0, count).Select(_ => Columns.Random(type, random)).ToArray();
        var text = new ByteArena();
        var column = Columns.Make(type, text, values);
        return (values, Bytes.Written(
            w => codec.Write(w, column, values.Length, new TextSpans(default, text.Written))));
    }
}
