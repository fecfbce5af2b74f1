using ActorPipeline.Journal;
using ActorPipeline.Records;
using ActorPipeline.Sql;
using Xunit.Abstractions;

namespace RecordPath.Tests.Crash;

/// <summary>
/// The power fails while the journal writes, or its files are damaged: what is durable is recovered, and where that
/// can't be, the run is refused with the reason. Results are never wrong in silence.
/// </summary>
public sealed class PowerLossTests(Recordings recordings, ITestOutputHelper output) : IClassFixture<Recordings>
{
    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, false)]
    [InlineData(4, true)]
    public void A_commit_that_a_power_loss_has_torn_is_there_or_not_and_the_rest_is_intact(int seed, bool toTable)
    {
        var recording = toTable ? recordings.OfTable : recordings.OfFile;
        seed = Rounds.Seed(seed);
        var (tape, random) = (recording.Tape, new Random(seed));
        for (var round = 0; round < Rounds.Count(40); round++)
        {
            var at = random.Next(tape.Count - 1);
            var where = $"seed {seed}, round {round}, during write {at + 1} of {tape.Count}";
            var image = PowerLoss.Tear(tape[at], tape[at + 1], random);

            var heads = Heads(image);

            Assert.True(heads == Heads(tape[at]) || heads == Heads(tape[at + 1]), $"{where}: {heads}");
            var refused = recording.RunOn(image, seed + round, where);
            Assert.True(refused is null, $"{where}: {refused}");
        }
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, true)]
    public void Damage_anywhere_in_the_journal_is_refused_or_changes_no_result(int seed, bool toTable)
    {
        var recording = toTable ? recordings.OfTable : recordings.OfFile;
        seed = Rounds.Seed(seed);
        var (tape, random) = (recording.Tape, new Random(seed));
        var (refused, right) = (0, 0);
        for (var round = 0; round < Rounds.Count(100); round++)
        {
            var at = random.Next(tape.Count);
            var image = tape[at].Clone();
            var damage = PowerLoss.Damage(image, random.Next(2) == 0 ? CrashImage.Database : CrashImage.Log, random);

            var where = $"seed {seed}, round {round}, after write {at} of {tape.Count}, {damage}";
            var reason = recording.RunOn(image, seed + round, where);

            (refused, right) = reason is null ? (refused, right + 1) : (refused + 1, right);
            output.WriteLine($"{damage}: {reason ?? "right"}");
        }

        output.WriteLine($"{refused} refused, {right} right");
        Assert.True(refused > 10 && right > 10, $"{refused} refused, {right} right");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void After_any_write_of_the_journal_a_crash_changes_nothing(bool toTable)
    {
        var recording = toTable ? recordings.OfTable : recordings.OfFile;
        for (var at = 0; at < recording.Tape.Count; at++)
        {
            var where = $"after write {at} of {recording.Tape.Count}";
            var refused = recording.RunOn(recording.Tape[at], at, where);
            Assert.True(refused is null, $"{where}: {refused}");
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("what %20 is#this? yes")]
    public void A_log_cut_below_what_was_folded_into_the_database_is_refused(string subfolder)
    {
        var (tape, folds) = (recordings.OfFile.Tape, 0);
        for (var at = 1; at < tape.Count; at++)
        {
            if (tape[at][CrashImage.Database].AsSpan().SequenceEqual(tape[at - 1][CrashImage.Database]))
            {
                continue;
            }

            folds++;
            using var scratch = new Scratch();
            var directory = Directory.CreateDirectory(scratch.File(subfolder)).FullName;
            var image = tape[at].Clone();
            image[CrashImage.Log] = image[CrashImage.Log][..(image[CrashImage.Log].Length * 3 / 4)];
            image.WriteTo(directory);

            var refusal = Assert.Throws<JournalException>(() => SqliteJournal.Open(directory));
            Assert.Equal(JournalFault.Corrupt, refusal.Fault);
            Assert.Contains("had been folded in", refusal.Message, StringComparison.Ordinal);
        }

        Assert.True(folds > 2, $"{folds} folds");
    }

    private static string Heads(CrashImage image)
    {
        using var scratch = new Scratch();
        image.WriteTo(scratch.Path);
        using var journal = SqliteJournal.Open(scratch.Path);
        return string.Join(' ', Enumerable.Range(0, Recording.Input.Shards)
            .Select(s => journal.ReadHead(new ShardId(s))).Select(h => $"{h.Epoch}:{h.Sequence}"));
    }
}
