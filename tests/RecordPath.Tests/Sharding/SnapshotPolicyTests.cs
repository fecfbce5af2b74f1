using ActorPipeline.TestKit.Simulation.Naive;
using ActorPipeline.Actors;
using ActorPipeline.Journal.Format;
using ActorPipeline.Plan;
using ActorPipeline.Records;
using ActorPipeline.Sharding;
using ActorPipeline.Windows;
using RecordPath.Tests.Harness;

namespace RecordPath.Tests.Sharding;

public sealed class SnapshotPolicyTests : IPageReader
{
    private const int TailBytes = 1_000;

    private readonly ActorTable _actors;
    private readonly PipelinePlan _plan = Plans.Of(
        new WindowSpec.Tumbling(1_000), ["k"], ["count()"], shards: 1,
        engine: Plans.Tiny with { TailBytes = TailBytes, StateBytes = long.MaxValue });

    public SnapshotPolicyTests() =>
        _actors = new ActorTable(default, new WindowProgram(_plan, StateHistory.Of(_plan)), this);

    [Fact]
    public void Nothing_is_snapshotted_while_half_of_the_tail_is_free()
    {
        var policy = new SnapshotPolicy(_plan);
        Touch(sequence: 1, pages: [0, 1]);
        policy.OnEvents(1, 400);

        Assert.Empty(policy.Choose(_actors, eventBytes: 100));
        Assert.NotEmpty(policy.Choose(_actors, eventBytes: 101));
    }

    [Fact]
    public void The_page_that_has_been_dirty_for_longest_comes_first()
    {
        var policy = new SnapshotPolicy(_plan);
        Touch(sequence: 3, pages: [0, 1, 2]);
        Snapshot(4, [1]);
        Touch(sequence: 5, pages: [0, 1]);
        Touch(sequence: 2, pages: [3]);
        policy.OnEvents(5, 500);

        Assert.Equal([3, 0], policy.Choose(_actors, eventBytes: 200));
    }

    [Fact]
    public void A_page_that_has_been_idle_for_long_is_snapshotted_and_leaves_once_that_is_committed()
    {
        var policy = new SnapshotPolicy(_plan with
        {
            Engine = _plan.Engine with { PassivateAfter = TimeSpan.FromMicroseconds(1_600) },
        });
        Touch(sequence: 1, pages: [0]);
        policy.OnCut(1, nowUs: 1_000);
        Touch(sequence: 2, pages: [1]);
        policy.OnCut(2, nowUs: 2_000);
        Assert.False(policy.HasNewlyIdle(_actors, nowUs: 2_500));

        Assert.True(policy.HasNewlyIdle(_actors, nowUs: 2_600));
        Assert.Equal([0], policy.Choose(_actors, eventBytes: 0));
        Snapshot(3, [0]);
        policy.Passivate(_actors, committedSequence: 2);
        Assert.NotNull(_actors.Slot(0).Keys);
        policy.Passivate(_actors, committedSequence: 3);

        Assert.Null(_actors.Slot(0).Keys);
        Assert.NotNull(_actors.Slot(1).Keys);
        Assert.False(policy.HasNewlyIdle(_actors, nowUs: 2_701));
    }

    [Fact]
    public void A_clean_page_is_not_snapshotted_again()
    {
        var policy = new SnapshotPolicy(_plan);
        Touch(sequence: 1, pages: [0, 1]);
        Snapshot(1, [0]);
        policy.OnEvents(1, 10 * TailBytes);

        Assert.Equal([1], policy.Choose(_actors, eventBytes: 10 * TailBytes));
        Snapshot(2, [1]);
        Assert.Empty(policy.Choose(_actors, eventBytes: 10 * TailBytes));
    }

    [Fact]
    public void Blocks_are_forgotten_up_to_the_oldest_that_some_page_needs()
    {
        var policy = new SnapshotPolicy(_plan);
        Assert.Equal(0, policy.Trim(oldestDirty: 100));
        foreach (var sequence in (long[])[2, 3, 7, 9])
        {
            policy.OnEvents(sequence, 10);
        }

        Assert.Equal(0, policy.Trim(oldestDirty: 2));
        Assert.Equal(3, policy.Trim(oldestDirty: 5));
        Assert.Equal(0, policy.Trim(oldestDirty: 7));
        Assert.Equal(9, policy.Trim(oldestDirty: 10));
    }

    [Fact]
    public void The_tail_stays_within_its_limit_and_no_commit_has_much_more_to_write_than_others()
    {
        foreach (var seed in Seeds.Up(20))
        {
            var random = new Random(seed);
            var policy = new SnapshotPolicy(_plan);
            var tail = new Queue<(long Sequence, int Bytes)>();
            for (var sequence = 1L; sequence < 500; sequence++)
            {
                var bytes = random.Next(1, 50);
                Touch(sequence, [.. random.GetItems(Enumerable.Range(0, 40).ToArray(), random.Next(1, 20))]);
                var chosen = policy.Choose(_actors, bytes).ToArray();
                Snapshot(sequence, chosen);
                policy.OnEvents(sequence, bytes);
                tail.Enqueue((sequence, bytes));
                var trimmed = policy.Trim(Math.Min(_actors.OldestDirty(), sequence + 1));
                while (tail.Count > 0 && tail.Peek().Sequence <= trimmed)
                {
                    tail.Dequeue();
                }

                Assert.True(chosen.Length <= (40 * bytes / (TailBytes / 2)) + 1, $"seed {seed}: {chosen.Length} pages");
                var left = tail.Sum(block => block.Bytes);
                Assert.True(left <= TailBytes, $"seed {seed}: {left} bytes after commit {sequence}");
            }
        }
    }

    [Fact]
    public void State_beyond_its_memory_is_snapshotted_so_that_it_can_leave()
    {
        Touch(sequence: 1, pages: [0, 1, 2, 3]);
        var perPage = _actors.ResidentBytes / 4;

        Assert.Empty(PolicyOf(4 * perPage).Choose(_actors, eventBytes: 1));
        Assert.Equal([0, 1], PolicyOf(2 * perPage).Choose(_actors, eventBytes: 1));
    }

    [Fact]
    public void Clean_pages_leave_the_least_recently_used_first_until_there_is_room()
    {
        Touch(sequence: 1, pages: [0, 1, 2, 3]);
        Touch(sequence: 2, pages: [0]);
        var perPage = _actors.ResidentBytes / 4;
        Snapshot(2, [0, 1, 2, 3]);
        Touch(sequence: 3, pages: [1]);
        var policy = PolicyOf(3 * perPage);

        policy.Passivate(_actors, committedSequence: 2);

        // Page 1 is dirty again; 2 and 3 were last used before 0. One is not enough to be well below the limit.
        Assert.Equal([true, true, false, false], Enumerable.Range(0, 4).Select(IsResident));
    }

    [Fact]
    public void A_page_stays_until_its_snapshot_is_committed()
    {
        Touch(sequence: 1, pages: [0, 1]);
        Snapshot(5, [0, 1]);
        var policy = PolicyOf(1);

        policy.Passivate(_actors, committedSequence: 4);
        Assert.Equal([true, true], Enumerable.Range(0, 2).Select(IsResident));
        policy.Passivate(_actors, committedSequence: 5);
        Assert.Equal([false, false], Enumerable.Range(0, 2).Select(IsResident));
    }

    /// <summary>No page that has left is asked for.</summary>
    public ReadOnlyMemory<byte>? ReadPage(int page) => throw new NotSupportedException($"page {page}");

    private SnapshotPolicy PolicyOf(long stateBytes) =>
        new(_plan with { Engine = _plan.Engine with { StateBytes = stateBytes } });

    private bool IsResident(int page) => _actors.Slot(page).Keys is not null;

    /// <summary>A commit's events change these pages.</summary>
    private void Touch(long sequence, int[] pages)
    {
        foreach (var page in pages.Order())
        {
            _actors.EnsurePage(page);
            _actors.Touch(page, sequence);
        }
    }

    /// <summary>A commit carries snapshots of these pages.</summary>
    private void Snapshot(long sequence, int[] pages)
    {
        foreach (var page in pages)
        {
            _actors.WriteSnapshot(page, sequence, planVersion: 1, new ByteWriter(), new ByteWriter());
        }
    }
}
