using ActorPipeline.Actors;
using ActorPipeline.Events;
using ActorPipeline.Journal;
using ActorPipeline.TestKit;
using RecordPath.Tests.Actors;
using RecordPath.Tests.Harness;

namespace RecordPath.Tests.Events;

/// <summary>Subscriptions: what is there already, then what comes, each event once.</summary>
public sealed class SubscriptionTests
{
    [Fact]
    public void Nothing_is_lost_or_doubled_wherever_catching_up_ends_and_processes_crash()
    {
        foreach (var seed in Seeds.Up(60))
        {
            var random = new Random(seed);
            var world = Histories.NewWorld(Histories.Plan(), seed);
            foreach (var record in Histories.Persisting(0, 150))
            {
                world.Inputs[0].Add(record);
            }

            var (position, seen) = (EventPosition.Start, new List<StoredEvent<Noted>>());
            var host = world.Open();
            var cursor = host.Host.Events<Noted>().Open(position);
            while (host.Run(random.Next(30)))
            {
                foreach (var @event in random.Next(2) == 0 ? cursor.Read() : [])
                {
                    seen.Add(@event);
                    position = position.With(@event.Shard, @event.Next);
                }

                if (random.Next(6) == 0)
                {
                    world.Crash(host);
                    host = world.Open();
                    cursor = host.Host.Events<Noted>().Open(position);
                }
            }

            seen.AddRange(cursor.ReadAll());
            Assert.True(Histories.Expected(0, 150) == seen.Numbers(), $"seed {seed}: {seen.Numbers()}");
            host.Dispose();
        }
    }

    [Fact]
    public async Task A_subscriber_who_waits_is_woken_by_the_running_process()
    {
        var world = Histories.NewWorld(Histories.Plan());
        using var host = world.Open();
        await using var events = host.Host.Events<Noted>().Subscribe(EventPosition.Start).GetAsyncEnumerator();
        var next = events.MoveNextAsync();
        Assert.False(next.IsCompleted);
        world.Inputs[0].Add(Histories.Record(1, "a", Op.Persist, 41));
        host.RunToEnd();
        Assert.True(await next);
        Assert.Equal(41, events.Current.Event.Number);
    }

    [Fact]
    public async Task Another_processs_journal_is_looked_at_now_and_then()
    {
        var world = Histories.NewWorld(Histories.Plan());
        var clock = new ManualClock();
        var store = new EventStore<Noted>(world.Memory, world.Plan, clock, TimeSpan.FromSeconds(5));
        await using var events = store.Subscribe(store.Oldest).GetAsyncEnumerator();
        var next = events.MoveNextAsync();
        world.RunToEnd(world.Plan, Histories.Record(1, "a", Op.Persist, 42));
        clock.Advance(TimeSpan.FromSeconds(4.9));
        Assert.False(next.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(0.2));
        Assert.True(await next);
        Assert.Equal(42, events.Current.Event.Number);
    }

    [Fact]
    public async Task A_subscriber_stops_waiting_when_it_is_cancelled()
    {
        var world = Histories.NewWorld(Histories.Plan());
        using var host = world.Open();
        using var stop = new CancellationTokenSource();
        await using var events = host.Host.Events<Noted>()
            .Subscribe(EventPosition.Start, stop.Token).GetAsyncEnumerator(CancellationToken.None);
        var next = events.MoveNextAsync();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await next);
    }

    [Fact]
    public void Only_what_is_committed_is_seen()
    {
        var world = Histories.NewWorld(Histories.Plan());
        var faults = new ActorPipeline.TestKit.Journals.JournalFaults(world.Clock);
        world.Journal = faults.Before(world.Memory);
        using var host = world.Open();
        faults.IsArmed = true;
        var cursor = host.Host.Events<Noted>().Open(EventPosition.Start);
        faults.FailNextCommit(10_000);
        var (first, second) = (world.Memory.ReadHead(new(0)).Sequence, world.Memory.ReadHead(new(1)).Sequence);
        world.Inputs[0].Add(Histories.Record(1, "a", Op.Persist, 1));
        host.Run(500);
        Assert.Equal(first, world.Memory.ReadHead(new(0)).Sequence);
        Assert.Equal(second, world.Memory.ReadHead(new(1)).Sequence);
        Assert.Empty(cursor.Read());
    }

    [Fact]
    public void Places_are_written_as_text()
    {
        var position = EventPosition.Start.With(new(3), new ShardPosition(12, 5)).With(new(0), new ShardPosition(7, 0));
        Assert.Equal("0:7.0 3:12.5", position.ToString());
        Assert.Equal(position, EventPosition.Parse(position.ToString()));
        Assert.Equal(EventPosition.Start, EventPosition.Parse(""));
        Assert.Equal(EventPosition.Start, EventPosition.Start.With(new(9), default));
        Assert.NotEqual(EventPosition.Start, position);
        foreach (var wrong in (string[])["1", "a:1.1", "1:2", "1:2.3.4", "-1:2.3", "70000:1.1", "1:2.9999999999"])
        {
            Assert.Contains(wrong, Assert.Throws<FormatException>(() => EventPosition.Parse(wrong)).Message,
                StringComparison.Ordinal);
        }
    }
}
