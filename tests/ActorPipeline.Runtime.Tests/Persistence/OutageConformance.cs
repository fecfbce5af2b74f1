using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using static ActorPipeline.Runtime.Persistence.JournalProtocol;
using static ActorPipeline.Runtime.Tests.Persistence.Story;

namespace ActorPipeline.Runtime.Tests.Persistence;

/// <summary>
/// The database is away for a while: shards wait, nothing is lost, and all go on soon after it is back. For
/// ACTORPIPELINE_OUTAGE_SECONDS, 3 unless set.
/// </summary>
public abstract class OutageConformance(PersistencePlace place)
{
    private const int ShardCount = 8;

    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(int.Parse(
        Environment.GetEnvironmentVariable("ACTORPIPELINE_OUTAGE_SECONDS") ?? "3", CultureInfo.InvariantCulture));

    private static readonly TimeSpan MostUntilBack = TimeSpan.FromSeconds(3);

    [SkippableFact]
    public void A_server_that_freezes_and_thaws_costs_nothing_but_time() =>
        Check(server => server.Freeze(), server => server.Thaw());

    [SkippableFact]
    public void A_server_that_is_killed_and_started_again_costs_nothing_but_time() =>
        Check(server => server.Kill(), server => server.Start());

    private void Check(Action<DatabaseServer> down, Action<DatabaseServer> up, [CallerMemberName] string pipeline = "")
    {
        Skip.If(place.Missing is not null, place.Missing);
        var server = place.Server!;
        var node = place.Open(pipeline, 0);
        var shards = Enumerable.Range(0, ShardCount).Select(node.Claimed).ToArray();
        Assert.All(shards, shard => Assert.True(shard.CommitEvents(Bytes(1000, 1), Bytes(1000, 2))));

        down(server);
        var owners = shards.Select(shard => Task.Run(() =>
        {
            var commit = shard.Next(Bytes(1000, 3)) with { Pages = Pages((0, 3)) };
            return shard.Commit(commit) ? Stopwatch.GetTimestamp() : 0;
        })).ToArray();
        Assert.False(Task.WaitAll(owners, Outage));
        Assert.DoesNotContain(owners, owner => owner.IsCompleted);
        up(server);
        var upAt = Stopwatch.GetTimestamp();
        Task.WaitAll(owners);

        Assert.All(owners, owner => Assert.InRange(
            Stopwatch.GetElapsedTime(upAt, owner.Result), TimeSpan.FromSeconds(-1), MostUntilBack));
        Assert.All(shards, shard => Assert.True(shard.CommitEvents(Bytes(1000, 4))));
        var other = place.Open(pipeline, 1);
        foreach (var shard in Enumerable.Range(0, ShardCount).Select(other.Claimed))
        {
            Assert.Equal(4, shard.Sequence);
            Assert.Equal(
                Enumerable.Range(1, 4).Select(seed => Bytes(1000, seed)), shard.Events().Select(e => e.Block));
        }
    }
}
