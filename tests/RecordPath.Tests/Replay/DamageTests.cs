using System.Buffers.Binary;
using ActorPipeline.Emission;
using ActorPipeline.Journal;
using ActorPipeline.Journal.Format;
using ActorPipeline.Plan;
using ActorPipeline.Runtime.Hosting;
using ActorPipeline.Runtime.Outbox;
using ActorPipeline.TestKit.InMemory;
using ActorPipeline.TestKit.Journals;
using ActorPipeline.TestKit.Simulation.Naive;
using RecordPath.Tests.Correctness;
using RecordPath.Tests.Harness;

namespace RecordPath.Tests.Replay;

/// <summary>
/// Damaged blobs are found out: as a fault that says so, never as another exception or as wrong state.
/// </summary>
public sealed class DamageTests
{
    private const long MaxBytes = 256 << 20;

    private static readonly BlobKind[] _kinds =
        [BlobKind.Head, BlobKind.PageIndex, BlobKind.Page, BlobKind.Events, BlobKind.Results, BlobKind.DeadLetters];

    private static int Cases => Seeds.Up(400).Count();

    [Fact]
    public void A_changed_byte_anywhere_is_found_out() => Fuzz.Run(Cases, MaxBytes, random =>
    {
        var kind = random.GetItems(_kinds, 1)[0];
        var (plan, journal) = Written(random);
        var isDamaged = false;
        var damaged = new DamagedJournal(journal, (k, blob) =>
        {
            if (k != kind)
            {
                return blob;
            }

            isDamaged = true;
            return random.Next(3) switch
            {
                0 => Flip(random, blob, 0),
                1 => blob[..random.Next(blob.Length)],
                _ => RandomBytes(random, random.Next(100)),
            };
        });

        var fault = Record.Exception(() => ReadAll(plan, damaged));

        Assert.True(!isDamaged || fault is JournalException { Fault: JournalFault.Corrupt }, $"{kind}: {fault}");
    });

    [Fact]
    public void Damage_that_the_checksum_does_not_show_is_a_fault_or_harmless() =>
        Fuzz.Run(2 * Cases, MaxBytes, random =>
        {
            var kind = random.GetItems(_kinds, 1)[0];
            var (plan, journal) = Written(random);
            var damaged = new DamagedJournal(journal, (k, blob) => k != kind ? blob : Reseal(
                random.Next(4) == 0
                    ? [.. blob[..Envelope.HeaderBytes], .. RandomBytes(random, random.Next(200)), 0, 0, 0, 0]
                    : Flip(random, blob, Envelope.HeaderBytes)));

            var fault = Record.Exception(() => ReadAll(plan, damaged));

            Assert.True(fault is null or JournalException { Fault: JournalFault.Corrupt }, $"{kind}: {fault}");
        });

    [Fact]
    public void A_page_of_a_shard_that_was_taken_over_is_not_called_damaged()
    {
        var takenOver = 0;
        foreach (var seed in Seeds.Up(100))
        {
            var (plan, journal) = Written(new Random(seed));
            var isTakenOver = false;
            var changed = new DamagedJournal(
                journal, (k, blob) => isTakenOver && k == BlobKind.Page ? blob[..^1] : blob);
            var opened = OpenedShard.Open(plan, changed, 1);
            isTakenOver = journal.OpenShard(opened.Shard.Id).Epoch > 0;

            var fault = Record.Exception(() => opened.Page(0));

            Assert.True(fault is null or JournalException { Fault: JournalFault.Held }, $"seed {seed}: {fault}");
            takenOver += fault is null ? 0 : 1;
        }

        Assert.True(takenOver > 0, "no page was read");
    }

    [Fact]
    public void A_host_that_opens_a_damaged_journal_says_what_is_damaged()
    {
        var world = Case.Make("tumbling", new Random(1), 20, 200).MakeWorld(1);
        using (var host = world.Open())
        {
            host.Run(400);
            world.Crash(host);
        }

        world.Journal = new DamagedJournal(world.Memory, (_, blob) => Flip(new Random(1), blob, 0));

        var fault = Assert.Throws<JournalException>(() => PipelineHost.Open(world.Plan, world.Services));

        Assert.Equal(JournalFault.Corrupt, fault.Fault);
        Assert.Contains("of shard", fault.Message, StringComparison.Ordinal);
    }

    private static (PipelinePlan Plan, IJournal Journal) Written(Random random)
    {
        var aggregates = random.GetItems([.. ReferenceAggregate.All], random.Next(1, 6));
        var plan = Plans.Of(
            WindowKinds.Of(WindowKinds.Kinds[random.Next(4)]), ["k"], [.. aggregates.Select(a => a.Text)], 500,
            shards: 1, engine: Plans.Tiny with { CommitBytes = 400, TailBytes = 4_000 });
        var generator = new RecordGenerator(random);
        var rig = new ShardRig(
            plan, random, [new MemoryInput(generator.Make(80).Select(r => r.ToString())) { MaxBatchRows = 20 }]);
        while (rig.ApplyNext())
        {
            rig.Cut();
        }

        rig.CommitAll();
        return (plan, rig.Journal);
    }

    private static void ReadAll(PipelinePlan plan, DamagedJournal journal)
    {
        var opened = OpenedShard.Open(plan, journal, 1);
        for (var page = 0; page < opened.Shard.Actors.PageCount; page++)
        {
            opened.Page(page);
        }

        foreach (var (kind, schema) in new[]
        {
            (OutboxKind.Results, plan.ResultColumns), (OutboxKind.DeadLetters, DeadLetterSchema.Columns),
        })
        {
            var reader = new OutboxReader(kind, journal.Description, schema, _ => schema);
            foreach (var (sequence, block) in journal.CopyOutbox(kind, opened.Shard.Id, 0))
            {
                reader.Read(opened.Shard.Id, sequence, block);
            }
        }
    }

    private static byte[] Flip(Random random, byte[] blob, int from)
    {
        for (var flips = random.Next(1, 4); flips > 0; flips--)
        {
            var at = random.Next(from, from == 0 ? blob.Length : blob.Length - Envelope.TrailerBytes);
            blob[at] ^= (byte)(random.Next(2) == 0 ? 1 << random.Next(8) : random.Next(1, 256));
        }

        return blob;
    }

    private static byte[] Reseal(byte[] blob)
    {
        var body = blob.AsSpan(0, blob.Length - Envelope.TrailerBytes);
        BinaryPrimitives.WriteUInt32LittleEndian(blob.AsSpan(body.Length), Checksum.Compute(body));
        return blob;
    }

    private static byte[] RandomBytes(Random random, int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }
}
