using ActorPipeline.Journal;
using ActorPipeline.Journal.Format;
using ActorPipeline.Records;
using ActorPipeline.Runtime.Persistence.Ledgers;

namespace ActorPipeline.Runtime.Tests.Persistence;

/// <summary>The bytes that go to a database, pinned; and what is not such bytes.</summary>
public sealed class LedgerFormatTests
{
    private static readonly ShardId _shard = new(5);

    /// <summary>With every part that a record may have.</summary>
    private static LedgerRecord Commit => new(RecordKind.Commit, 3, 12)
    {
        Previous = 0xAABBCCDD,
        Base = 10,
        TableSequence = 12,
        DeletedThrough = 4,
        Events = new Lane(12, 6, 6),
        Outboxes = [new Lane(11, 9, 9), new Lane(0, 0, 0)],
        Head = new byte[] { 1, 2 },
        EventBlock = new byte[] { 3, 4, 5 },
        OutboxBlocks = [new byte[] { 6 }, default],
        SinkStates = [new(OutboxKind.Results, new byte[] { 7 })],
        Names = [new(2, new PageName(PageName.NumberOf(11, 1), 3, 0x11223344, 0x55667788))],
        Table = new(
            10, [new LedgerSpan(1, 2, 10, 0x01020304)], [new(0, new PageName(PageName.NumberOf(9, 0), 1, 1, 2))]),
    };

    public static TheoryData<string, byte[]> Records => new()
    {
        { "claim", new RecordFrame(RecordKind.Claim, _shard, 3, 0, 0).Wrap([]) },
        { "seal", new RecordFrame(RecordKind.Seal, _shard, 3, 4, 0).Wrap([]) },
        { "value", new RecordFrame(RecordKind.Value, RecordFrame.NoShard, 0, 2, 0).Wrap([1, 2, 3]) },
        { "page", new RecordFrame(RecordKind.Page, _shard, 3, 11, 2).Wrap([9, 8]) },
        { "commit", LedgerCodec.Write(_shard, Commit) },
        { "opening", LedgerCodec.Write(_shard, LedgerOpening.After(new LedgerState(), 1)) },
    };

    [Theory]
    [MemberData(nameof(Records))]
    public void A_record_of_version_1_is_written_as_ever(string name, byte[] bytes)
    {
        var golden = Path.Combine(AppContext.BaseDirectory, "Persistence", "Golden", "records.v1.golden");
        var line = File.ReadLines(golden).Single(l => l.StartsWith(name + ' ', StringComparison.Ordinal));
        Assert.Equal($"{name} {Convert.ToHexStringLower(bytes)}", line);
    }

    [Fact]
    public void A_record_is_read_as_it_was_written()
    {
        var bytes = LedgerCodec.Write(_shard, Commit);

        var read = LedgerCodec.Read(_shard, 3, bytes);

        Assert.Equal(bytes, LedgerCodec.Write(_shard, read));
        Assert.Equal((12, 0xAABBCCDD, 10), (read.Sequence, read.Previous, read.Base));
        Assert.Equal((12, 4), (read.TableSequence, read.DeletedThrough));
        Assert.Equal([3, 4, 5], read.EventBlock.ToArray());
        Assert.Equal([6], read.OutboxBlocks[0].ToArray());
        Assert.Equal(Commit.Names, read.Names);
        Assert.Equal(Commit.Table!.Pages, read.Table!.Pages);
        Assert.Equal(Commit.Table.Former, read.Table.Former);
    }

    [Fact]
    public void No_damage_is_read_and_none_throws_anything_else()
    {
        var bytes = LedgerCodec.Write(_shard, Commit);
        for (var at = 0; at < bytes.Length; at++)
        {
            for (var bit = 0; bit < 8; bit++)
            {
                var damaged = (byte[])bytes.Clone();
                damaged[at] ^= (byte)(1 << bit);
                Assert.Throws<FormatDamageException>(() => LedgerCodec.Read(_shard, 3, damaged));

                // Behind a checksum that is right, as if it had been written so.
                RecordFrame.Seal(damaged);
                var fault = Record.Exception(() => LedgerCodec.Read(_shard, 3, damaged));
                Assert.True(fault is null or FormatDamageException, $"byte {at}, bit {bit}: {fault}");
            }

            Assert.Throws<FormatDamageException>(() => LedgerCodec.Read(_shard, 3, bytes.AsMemory(0, at)));
        }
    }

    [Theory]
    [InlineData("orders", "orders/shard-5/3")]
    [InlineData("Orders", "%4frders/shard-5/3")]
    [InlineData("a/b ö", "a%2fb%20%c3%b6/shard-5/3")]
    public void Names_that_differ_are_ids_that_differ_whatever_the_database_compares(string pipeline, string id) =>
        Assert.Equal(id, new LedgerIds(pipeline).Ledger(_shard, 3));

    [Fact]
    public void A_name_that_is_too_long_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new LedgerIds(new string('x', 200)));
        Assert.Throws<ArgumentException>(() => new LedgerIds("p").Value(new string('x', 300)));
    }
}
