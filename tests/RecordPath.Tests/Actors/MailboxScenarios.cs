using System.Collections.Concurrent;
using ActorPipeline.Actors;
using ActorPipeline.Plan;
using ActorPipeline.Runtime.Regions;
using ActorPipeline.TestKit;
using ActorPipeline.TestKit.InMemory;
using ActorPipeline.TestKit.Simulation.Naive;
using ActorPipeline.TestKit.Stepping;

namespace RecordPath.Tests.Actors;

/// <summary>Mailboxes that are full, waits that are cancelled, and the region itself.</summary>
public sealed class MailboxScenarios : IDisposable
{
    private readonly World _world;
    private readonly SteppedHost _host;
    private readonly ActorRegion<string> _region;

    public MailboxScenarios()
    {
        var engine = Plans.Tiny with { MailboxSize = 3, LoopThreads = 1 };
        _world = new World(new Told().Plan(engine), 1, new MemoryInput([]) { IsFinite = false });
        _host = _world.Open();
        _region = _host.Host.Region<string>();
    }

    [Fact]
    public async Task An_ask_is_refused_when_the_mailbox_is_full_and_nothing_happens()
    {
        var tells = Enumerable.Range(0, 3).Select(i => _region.TellAsync("k", $"{i}")).ToArray();
        var full = await Assert.ThrowsAsync<MailboxFullException>(
            () => _region.AskAsync<string>("k", "?", TimeSpan.FromSeconds(1)));
        Assert.Equal(3, full.Capacity);
        await Assert.ThrowsAsync<MailboxFullException>(() => _region.ResumeAsync("k"));
        _host.Run(2_000);
        await Task.WhenAll(tells);
        var answer = _region.AskAsync<string>("k", "?", TimeSpan.FromDays(9));
        _host.Run(2_000);
        Assert.Equal("0,1,2", await answer);
    }

    [Fact]
    public async Task A_stream_waits_for_room_and_loses_nothing()
    {
        var sent = new ConcurrentQueue<Task>();
        var sending = Send();
        while (!sending.IsCompleted)
        {
            if (sent.Any(s => !s.IsCompleted))
            {
                _host.Step();
            }
            else
            {
                // What was sent is answered: whoever waited for room goes on, on a thread that is not ours.
                await Task.Yield();
            }
        }

        await sending;
        _host.Run(3_000);
        await Task.WhenAll(sent);
        var answer = _region.AskAsync<string>("k", "?", TimeSpan.FromDays(9));
        _host.Run(3_000);
        Assert.Equal(Enumerable.Range(0, 50).Select(i => $"{i}"), (await answer).Split(','));

        async Task Send()
        {
            for (var i = 0; i < 50; i++)
            {
                sent.Enqueue(await _region.SendAsync("k", $"{i}"));
            }
        }
    }

    [Fact]
    public async Task A_wait_for_room_that_is_cancelled_sends_nothing()
    {
        var tells = Enumerable.Range(0, 3).Select(i => _region.TellAsync("k", $"{i}")).ToArray();
        using var stop = new CancellationTokenSource();
        var waiting = _region.SendAsync("k", "never", cancellation: stop.Token).AsTask();
        Assert.False(waiting.IsCompleted);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        _host.Run(2_000);
        await Task.WhenAll(tells);
        var answer = _region.AskAsync<string>("k", "?", TimeSpan.FromDays(9));
        _host.Run(2_000);
        Assert.Equal("0,1,2", await answer);
    }

    [Fact]
    public async Task A_wait_for_an_answer_that_is_cancelled_or_takes_too_long_leaves_the_message_on_its_way()
    {
        using var stop = new CancellationTokenSource();
        var late = _region.AskAsync<string>("k", "a", TimeSpan.FromSeconds(5));
        var cancelled = _region.TellAsync("k", "b", cancellation: stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        _world.Clock.Advance(TimeSpan.FromSeconds(4));
        Assert.False(late.IsCompleted);
        _world.Clock.Advance(TimeSpan.FromSeconds(2));
        await Assert.ThrowsAsync<TimeoutException>(() => late);
        _host.Run(2_000);
        var answer = _region.AskAsync<string>("k", "?", TimeSpan.FromDays(9));
        _host.Run(2_000);
        Assert.Equal("a,b", await answer);
    }

    [Fact]
    public async Task Who_waits_for_room_when_the_region_closes_is_told()
    {
        var tells = Enumerable.Range(0, 3).Select(i => _region.TellAsync("k", $"{i}")).ToArray();
        var waiting = _region.SendAsync("k", "never").AsTask();
        _host.Dispose();
        await Assert.ThrowsAsync<RegionClosedException>(() => waiting);
        foreach (var tell in tells)
        {
            await Assert.ThrowsAsync<RegionClosedException>(() => tell);
        }

        await Assert.ThrowsAsync<RegionClosedException>(() => _region.TellAsync("k", "x"));
    }

    [Fact]
    public async Task What_is_sent_before_a_stop_is_handled_and_what_comes_after_is_refused()
    {
        var before = _region.TellAsync("k", "a");
        _host.Drain();
        await before;
        await Assert.ThrowsAsync<RegionClosedException>(() => _region.TellAsync("k", "b"));
    }

    [Fact]
    public void A_region_of_other_messages_is_refused()
    {
        Assert.Throws<InvalidOperationException>(() => _host.Host.Region<int>());
        var windows = new World(Plans.Of(new WindowSpec.Global(), ["k"], ["count()"]), 1, new MemoryInput([]));
        using var host = windows.Open();
        Assert.Throws<InvalidOperationException>(() => host.Host.Region<string>());
    }

    public void Dispose() => _host.Dispose();
}
