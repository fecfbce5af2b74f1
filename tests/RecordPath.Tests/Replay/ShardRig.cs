using ActorPipeline.Decoding;
using ActorPipeline.Journal;
using ActorPipeline.Plan;
using ActorPipeline.Records;
using ActorPipeline.Routing;
using ActorPipeline.Sharding;
using ActorPipeline.TestKit.InMemory;
using ActorPipeline.Windows;

namespace RecordPath.Tests.Replay;

/// <summary>
/// One shard that owns all keys, driven as its loop, journal and outbox drive it, in a random order: up to two
/// commits are on their way at any time, and a commit's memory comes back late.
/// </summary>
internal sealed class ShardRig
{
    private readonly PipelinePlan _plan;
    private readonly Random _random;
    private readonly MemoryPartition[] _sources;
    private readonly long[] _watermarks;
    private readonly RoutedBatch _batch;
    private readonly IDecoder _decoder;
    private readonly Router _router;
    private readonly Queue<CommitDraft> _cut = [];
    private readonly List<CommitDraft> _committed = [];
    private long _nowUs = 1;

    public ShardRig(PipelinePlan plan, Random random, IReadOnlyList<MemoryInput> inputs)
    {
        (_plan, _random) = (plan, random);
        _sources = [.. inputs.Select((input, i) => new MemoryPartition($"p{i}", input, random))];
        _watermarks = Enumerable.Repeat(Router.NoWatermarkUs, inputs.Count).ToArray();
        (_batch, _decoder, _router) =
            (new RoutedBatch(plan, EventLayout.Of(plan)), DecoderFactory.Create(plan.Decoder), new Router(plan));
        Live = OpenedShard.Open(plan, Journal, inputs.Count);
        foreach (var source in _sources)
        {
            source.Seek(0);
        }
    }

    public InMemoryJournal Journal { get; } = new();

    public OpenedShard Live { get; }

    /// <summary>Applies a batch of some partition and closes what is due; false when all have ended.</summary>
    public bool ApplyNext()
    {
        var start = _random.Next(_sources.Length);
        for (var i = 0; i < _sources.Length; i++)
        {
            var partition = (start + i) % _sources.Length;
            _batch.Records.Clear();
            _batch.Records.Partition = new PartitionId(partition);
            if (_sources[partition].Read(_batch.Records) == ActorPipeline.Sources.ReadResult.Filled)
            {
                _decoder.Decode(_batch.Records);
                _watermarks[partition] = _router.Route(_batch, _watermarks[partition]);
                Do(shard => shard.Apply(_batch));
                return true;
            }
        }

        return false;
    }

    /// <summary>Ends the input: everything closes.</summary>
    public void EndInput()
    {
        for (var i = 0; i < _sources.Length; i++)
        {
            var news = new Punctuation(new PartitionId(i), _watermarks.Max() + 1_000_000, true, true);
            Do(shard => shard.Apply(news));
        }
    }

    /// <summary>Lets time of the node pass, and does what is due then.</summary>
    public void PassTime(TimeSpan time)
    {
        _nowUs += time.Ticks / TimeSpan.TicksPerMicrosecond;
        MakeRoom();
        while (!Live.Shard.Wake(_nowUs))
        {
            Cut();
            MakeRoom();
        }

        CloseDue();
    }

    public bool Cut()
    {
        MakeRoom();
        if (Live.Shard.Cut() is not { } draft)
        {
            return false;
        }

        _cut.Enqueue(draft);
        return true;
    }

    /// <summary>Commits everything that is cut, so that the journal is where the live shard is.</summary>
    public void CommitAll()
    {
        while (_cut.Count > 0)
        {
            CommitOne();
        }
    }

    private void Do(Action<Shard> apply)
    {
        MakeRoom();
        apply(Live.Shard);
        CloseDue();
    }

    private void CloseDue()
    {
        while (!Live.Shard.CloseDue())
        {
            Cut();
            MakeRoom();
        }
    }

    private void MakeRoom()
    {
        if (_random.Next(2) == 0 && _cut.Count > 0)
        {
            CommitOne();
        }

        while (!Live.Shard.HasDraft)
        {
            if (_committed.Count == 0)
            {
                CommitOne();
            }

            foreach (var draft in _committed)
            {
                Live.Shard.Return(draft);
            }

            _committed.Clear();
        }
    }

    private void CommitOne()
    {
        var draft = _cut.Dequeue();
        var group = new CommitGroup();
        group.Shards.Add(draft.Commit);
        Journal.Commit(group);
        Assert.Equal(CommitOutcome.Committed, draft.Commit.Outcome);
        Live.Shard.OnCommitted(draft);
        _committed.Add(draft);
    }
}
