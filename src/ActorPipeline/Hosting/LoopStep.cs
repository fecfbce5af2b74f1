using ActorPipeline.Sharding;

namespace ActorPipeline.Hosting;

/// <summary>
/// A loop that owns some shards: applies entries to them in order, closes what is due, and cuts commits when it is
/// time, when one is large, or when the run drains.
/// </summary>
internal sealed class LoopStep(
    int number, BatchPool pool, JournalStep journal, TimeSpan commitInterval, TimeProvider clock, RunState run,
    int queueCapacity) : IStep
{
    private readonly Signal _wake = new();
    private readonly List<Shard> _shards = [];
    private WorkQueue<ShardLogEntry>? _queue;
    private long _lastCutAt = clock.GetTimestamp();
    private bool _isClosing = true;

    public string Name { get; } = $"loop-{number}";

    public Signal Wake => _wake;

    public WorkQueue<ShardLogEntry> Queue => _queue ??= new WorkQueue<ShardLogEntry>(queueCapacity, _wake);

    /// <summary>The shards that the loop owns.</summary>
    public IList<Shard> Shards => _shards;

    public StepResult Step()
    {
        foreach (var shard in _shards)
        {
            if (!shard.HasDraft)
            {
                return StepResult.Waiting;
            }
        }

        if (Close() || CutIfDue() || ApplyNext())
        {
            return StepResult.Worked;
        }

        return HasProgress() ? StepResult.Waiting : StepResult.Drained;
    }

    private bool HasProgress()
    {
        foreach (var shard in _shards)
        {
            if (shard.HasProgress)
            {
                return true;
            }
        }

        return false;
    }

    private bool HaveSpareDrafts()
    {
        foreach (var shard in _shards)
        {
            if (!shard.HasSpareDraft)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Goes on closing after an entry; a commit that gets large is cut in between.</summary>
    private bool Close()
    {
        if (!_isClosing)
        {
            return false;
        }

        foreach (var shard in _shards)
        {
            if (!shard.CloseDue())
            {
                journal.Submit(shard.Cut()!);
                return true;
            }
        }

        _isClosing = false;
        return false;
    }

    private bool CutIfDue()
    {
        // A journal that is slower than the interval gets larger commits, not more of them.
        var isEnding = run.IsInputRead || run.Phase >= RunPhase.DrainingLoops;
        var isDue = (clock.GetElapsedTime(_lastCutAt) >= commitInterval || (isEnding && Queue.Count == 0))
            && HaveSpareDrafts();
        var isCut = false;
        foreach (var shard in _shards)
        {
            if ((isDue || shard.IsDraftFull) && shard.Cut() is { } draft)
            {
                journal.Submit(draft);
                isCut = true;
            }
        }

        if (isDue)
        {
            _lastCutAt = clock.GetTimestamp();
        }

        return isCut;
    }

    private bool ApplyNext()
    {
        if (!Queue.TryRead(out var entry))
        {
            return false;
        }

        foreach (var shard in _shards)
        {
            if (entry.Batch is { } batch)
            {
                shard.Apply(batch);
            }
            else
            {
                shard.Apply(entry.News!);
            }
        }

        if (entry.Batch is { } done && done.Release())
        {
            pool.Return(done);
        }

        _isClosing = true;
        return true;
    }
}
