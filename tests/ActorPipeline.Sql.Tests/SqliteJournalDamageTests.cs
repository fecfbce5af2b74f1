using ActorPipeline.Journal;
using ActorPipeline.Sql.Sqlite;
using ActorPipeline.Sql.Tests.Journal;
using static ActorPipeline.Sql.Tests.Journal.Journals;

namespace ActorPipeline.Sql.Tests;

/// <summary>What is stored is not what was written: it is reported, or it makes no difference.</summary>
public sealed class SqliteJournalDamageTests : IDisposable
{
    private const int Commits = 40;

    private readonly SqlitePlace _place = new();

    private string File => Path.Combine(_place.Path, SqliteJournal.FileName);

    public void Dispose() => _place.Dispose();

    [Theory]
    [InlineData("DELETE FROM events WHERE shard = 0 AND sequence = 20")]
    [InlineData("DELETE FROM events WHERE shard = 0 AND sequence = 11")]
    [InlineData("DELETE FROM events WHERE shard = 0 AND sequence = 40")]
    [InlineData("DELETE FROM events WHERE shard = 0")]
    [InlineData("UPDATE events SET sequence = 41 WHERE shard = 0 AND sequence = 40")]
    [InlineData("DELETE FROM outbox WHERE shard = 0 AND kind = 0 AND sequence = 7")]
    [InlineData("DELETE FROM outbox WHERE shard = 0 AND kind = 1 AND sequence = 40")]
    [InlineData("DELETE FROM outbox")]
    [InlineData("UPDATE sinks SET sequences = zeroblob(16) WHERE kind = 0")]
    [InlineData("DELETE FROM sinks")]
    [InlineData("DELETE FROM pages WHERE id = 1")]
    [InlineData("DELETE FROM page_states WHERE id = 1")]
    [InlineData("UPDATE shards SET sequence = 41 WHERE shard = 0")]
    [InlineData("UPDATE shards SET epoch = 7 WHERE shard = 0")]
    [InlineData("UPDATE shards SET state = zeroblob(8) WHERE shard = 0")]
    [InlineData("DELETE FROM shards WHERE shard = 0")]
    public void A_lost_or_changed_row_is_seen_when_the_shard_is_opened(string damage)
    {
        Fill();
        Change(damage);
        using var journal = _place.Open();

        var error = Assert.Throws<JournalException>(() => journal.OpenShard(Shard(0)));

        Assert.Equal((JournalFault.Corrupt, false), (error.Fault, error.IsTransient));
        Assert.Contains(File, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_shard_does_not_keep_the_others_from_opening()
    {
        Fill();
        Change("DELETE FROM events WHERE shard = 0 AND sequence = 20");
        using var journal = _place.Open();

        Assert.Throws<JournalException>(() => journal.OpenShard(Shard(0)));
        Assert.Equal(2, journal.OpenShard(Shard(1)).Epoch);
    }

    [Theory]
    [InlineData("UPDATE events SET crc = crc + 1 WHERE shard = 0 AND sequence = 20")]
    [InlineData("UPDATE events SET block = zeroblob(3) WHERE shard = 0 AND sequence = 20")]
    [InlineData("UPDATE outbox SET block = zeroblob(3) WHERE shard = 0 AND sequence = 20")]
    [InlineData("UPDATE pages SET entry = zeroblob(1) WHERE id = 1")]
    [InlineData("UPDATE pages SET sequence = 39 WHERE id = 1")]
    [InlineData("UPDATE page_states SET state = zeroblob(3) WHERE id = 1")]
    [InlineData("UPDATE named_values SET value = zeroblob(3)")]
    public void A_changed_row_is_seen_when_it_is_read(string damage)
    {
        Fill();
        Change(damage);
        using var journal = _place.Open();

        Assert.Equal(JournalFault.Corrupt, Assert.Throws<JournalException>(() => Read(journal)).Fault);
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public void A_flipped_byte_in_the_file_is_reported_or_makes_no_difference(int seed)
    {
        Fill();
        var intact = System.IO.File.ReadAllBytes(File);
        var expected = Expected();
        var random = new Random(seed);
        var reported = 0;
        for (var round = 0; round < 100; round++)
        {
            // Most of the file is blocks, whose contents are the engine's to check: flip where the structure is.
            var page = random.Next(intact.Length / 16384) * 16384;
            var offset = page + (random.Next(2) == 0 ? random.Next(128) : 16384 - 1 - random.Next(1024));
            var damaged = (byte[])intact.Clone();
            damaged[offset] ^= (byte)(1 << random.Next(8));
            reported += IsReported(damaged, expected, $"seed {seed}, round {round}, offset {offset}") ? 1 : 0;
        }

        Assert.InRange(reported, 10, 100);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5_000)]
    [InlineData(16_384)]
    [InlineData(40_000)]
    [InlineData(100_000)]
    public void A_file_that_was_cut_off_is_reported(int bytes)
    {
        Fill();
        var intact = System.IO.File.ReadAllBytes(File);
        Assert.True(IsReported(intact[..^bytes], Expected(), $"{bytes} bytes cut off"));
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.8)]
    public void A_flipped_byte_in_the_log_is_not_taken_for_a_crash(double at)
    {
        using var crashed = Crash();
        var log = Path.Combine(crashed.Path, "journal.db-wal");
        var bytes = System.IO.File.ReadAllBytes(log);
        bytes[(int)(bytes.Length * at) + 17] ^= 4;
        System.IO.File.WriteAllBytes(log, bytes);

        Assert.Equal(JournalFault.Corrupt, Assert.Throws<JournalException>(() => crashed.Open()).Fault);
        Assert.Equal(JournalFault.Corrupt, Assert.Throws<JournalException>(() => crashed.Open()).Fault);
        Assert.Equal(bytes, System.IO.File.ReadAllBytes(log));
    }

    [Fact]
    public void A_last_commit_that_a_crash_has_torn_never_happened()
    {
        using var crashed = Crash();
        var log = Path.Combine(crashed.Path, "journal.db-wal");
        var bytes = System.IO.File.ReadAllBytes(log);
        bytes[^100] ^= 1;
        System.IO.File.WriteAllBytes(log, bytes[..^50]);

        using var journal = crashed.Open();

        Assert.Equal(Commits - 1, journal.ReadHead(Shard(0)).Sequence);
        Assert.Equal(Commits - 1, journal.Events(0)[^1].Sequence);
    }

    private void Fill()
    {
        using var journal = _place.Open();
        Fill(journal);
    }

    private SqlitePlace Crash()
    {
        var journal = _place.Open();
        Fill(journal);
        return (SqlitePlace)_place.Crash();
    }

    private static void Fill(IJournal journal)
    {
        journal.WriteValue("plan", [1, 2, 3, 4]);
        journal.Acknowledge(OutboxKind.Results, [0, 0], [1]);
        var heads = new[] { journal.OpenShard(Shard(0)), journal.OpenShard(Shard(1)) };
        for (var n = 0; n < Commits; n++)
        {
            var block = new byte[400];
            Array.Fill(block, (byte)n);
            var group = Group(
                Next(heads[0] with { Sequence = n }, 0, block, block, block, trim: n == 30 ? 10 : 0)
                    .With(new PageSnapshot(n % 3, block, new byte[9000])),
                Next(heads[1] with { Sequence = n }, 1, block));
            if (n == 20)
            {
                group.Acks.Add(new SinkAck(OutboxKind.Results, [5, 0], default));
            }

            journal.Commit(group);
        }
    }

    private string Expected()
    {
        using var journal = _place.Open();
        return Read(journal);
    }

    private static bool IsReported(byte[] bytes, string expected, string where)
    {
        using var place = new SqlitePlace();
        System.IO.File.WriteAllBytes(Path.Combine(place.Path, SqliteJournal.FileName), bytes);
        try
        {
            using var journal = place.Open();
            Assert.True(expected == Read(journal), where);
            journal.OpenShard(Shard(0));
            journal.OpenShard(Shard(1));
            return false;
        }
        catch (JournalException)
        {
            return true;
        }
    }

    /// <summary>All that a journal says but for the contents of blocks.</summary>
    private static string Read(IJournal journal)
    {
        var text = new StringWriter();
        text.Write(Convert.ToHexString(journal.ReadValue("plan") ?? []));
        for (var shard = 0; shard < 2; shard++)
        {
            var head = journal.ReadHead(Shard(shard));
            text.Write($"{shard}: {head.Epoch} {head.Sequence} {Convert.ToHexString(head.State.Span)}");
            text.Write(string.Join(',', journal.Events(shard).Select(b => (b.Sequence, b.Block.Length))));
            foreach (var (page, sequence, index) in journal.PageIndex(shard))
            {
                var state = journal.PageState(shard, page)!;
                text.Write($"{page} {sequence} {Convert.ToHexString(index)} {state.Length}");
            }

            foreach (var kind in Enum.GetValues<OutboxKind>())
            {
                var sink = journal.ReadSink(kind, 2);
                text.Write($"{string.Join(',', sink.Sequences)} {Convert.ToHexString(sink.State.Span)}");
                text.Write(string.Join(',', journal.Outbox(kind, shard).Select(b => (b.Sequence, b.Block.Length))));
            }
        }

        return text.ToString();
    }

    private void Change(string sql)
    {
        using var database = new SqliteDatabase(File);
        database.Execute(sql);
    }
}
