using ActorPipeline.Journal.Format;

namespace ActorPipeline.Tests.Journal;

public sealed class ByteWriterTests
{
    [Fact]
    public void Numbers_come_back()
    {
        var random = new Random(1);
        for (var i = 0; i < 2000; i++)
        {
            var value = (random.NextInt64() >> random.Next(64)) * (random.Next(2) == 0 ? 1 : -1);
            AssertComesBack(value);
        }

        foreach (var value in (long[])[0, 1, -1, 63, 64, -64, -65, 127, 128, long.MaxValue, long.MinValue])
        {
            AssertComesBack(value);
        }
    }

    [Theory]
    [InlineData(0UL, "00")]
    [InlineData(127UL, "7F")]
    [InlineData(128UL, "8001")]
    [InlineData(300UL, "AC02")]
    [InlineData(ulong.MaxValue, "FFFFFFFFFFFFFFFFFF01")]
    public void Unsigned_numbers_have_seven_bits_a_byte_lowest_first(ulong value, string bytes) =>
        Assert.Equal(bytes, Convert.ToHexString(Bytes.Written(w => w.WriteUnsigned(value))));

    [Theory]
    [InlineData(0, "00")]
    [InlineData(-1, "01")]
    [InlineData(1, "02")]
    [InlineData(-64, "7F")]
    [InlineData(64, "8001")]
    public void Signed_numbers_are_zigzag(long value, string bytes) =>
        Assert.Equal(bytes, Convert.ToHexString(Bytes.Written(w => w.WriteSigned(value))));

    [Fact]
    public void A_number_of_more_than_ten_bytes_is_damage() =>
        Assert.True(Bytes.IsDamaged(
            [.. Enumerable.Repeat((byte)0x80, 11)], (ref ByteCursor cursor) => cursor.ReadUnsigned()));

    [Fact]
    public void A_count_above_its_limit_is_damage()
    {
        var bytes = Bytes.Written(w => w.WriteUnsigned(11));
        Assert.True(Bytes.IsDamaged(bytes, (ref ByteCursor cursor) => cursor.ReadCount(10, "things")));
        Bytes.Read(bytes, (ref ByteCursor cursor) => Assert.Equal(11, cursor.ReadCount(11, "things")));
    }

    [Fact]
    public void It_grows_and_keeps_what_was_written()
    {
        var writer = new ByteWriter();
        for (var i = 0; i < 10_000; i++)
        {
            writer.WriteInt32(i);
        }

        var cursor = new ByteCursor(writer.Written);
        for (var i = 0; i < 10_000; i++)
        {
            Assert.Equal(i, cursor.ReadInt32());
        }
    }

    private static void AssertComesBack(long value)
    {
        Bytes.Read(
            Bytes.Written(w => w.WriteSigned(value)),
            (ref ByteCursor cursor) => Assert.Equal(value, cursor.ReadSigned()));
        Bytes.Read(
            Bytes.Written(w => w.WriteUnsigned((ulong)value)),
            (ref ByteCursor cursor) => Assert.Equal((ulong)value, cursor.ReadUnsigned()));
        Bytes.Read(
            Bytes.Written(w => w.WriteInt64(value)),
            (ref ByteCursor cursor) => Assert.Equal(value, cursor.ReadInt64()));
    }
}
