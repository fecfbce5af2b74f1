using ActorPipeline.Events;
using ActorPipeline.Journal;
using ActorPipeline.Sql;
using ActorPipeline.TestKit.InMemory;
using ActorPipeline.TestKit.Stepping;
using RecordPath.Tests.Actors;
using RecordPath.Tests.Crash;

namespace RecordPath.Tests.Events;

/// <summary>Events of a journal on disk that a pipeline writes meanwhile.</summary>
public sealed class OtherProcessTests : IDisposable
{
    private readonly Scratch _scratch = new();

    [Fact]
    public void Events_are_read_beside_the_pipeline_that_writes_them_and_nothing_is_written()
    {
        var directory = Directory.CreateDirectory(_scratch.File("data")).FullName;
        using var journal = SqliteJournal.Open(directory);
        var world = Histories.NewWorld(Histories.Plan());
        world.Journal = journal;
        using var host = world.Open();
        using var view = SqliteJournal.OpenForReading(directory);
        var cursor = new EventStore<Noted>(view, world.Plan, world.Clock).Open(EventPosition.Start);
        Assert.Empty(cursor.Read());
        foreach (var record in Histories.Persisting(0, 60))
        {
            world.Inputs[0].Add(record);
        }

        var seen = new List<StoredEvent<Noted>>();
        while (host.Run(20))
        {
            seen.AddRange(cursor.Read());
        }

        seen.AddRange(cursor.ReadAll());
        Assert.Equal(Histories.Expected(0, 60), seen.Numbers());
        Assert.Throws<NotSupportedException>(() => view.OpenShard(new(0)));
        Assert.Throws<NotSupportedException>(() => view.WriteValue("plan", []));
        Assert.Throws<NotSupportedException>(() => view.Commit(new CommitGroup()));
    }

    [Fact]
    public void A_journal_that_is_not_there_yet_is_told_as_such_and_not_made()
    {
        var directory = Directory.CreateDirectory(_scratch.File("none")).FullName;
        var fault = Assert.Throws<JournalException>(() => SqliteJournal.OpenForReading(directory));
        Assert.True(fault.IsTransient);
        Assert.Empty(Directory.GetFileSystemEntries(directory));
    }

    public void Dispose() => _scratch.Dispose();
}
