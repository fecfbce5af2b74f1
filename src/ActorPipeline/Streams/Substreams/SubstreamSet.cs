using ActorPipeline.Streams.Running;

namespace ActorPipeline.Streams.Substreams;

/// <summary>
/// Substreams that one stage gives the elements of, by turns. Only those that may have any are asked.
/// </summary>
internal sealed class SubstreamSet<T>(StageContext context)
{
    private readonly List<Substream<T>> _live = [];
    private readonly Queue<Substream<T>> _ready = new();
    private int _isWoken;
    private bool _isStopSeen;

    public int Count => _live.Count;

    public bool IsEmpty => _live.Count == 0;

    /// <summary>Adds a substream whose stages are made with its own waker.</summary>
    public void Add(Substream<T> substream)
    {
        _live.Add(substream);
        MarkReady(substream);
    }

    public Substream<T> New() => new(this);

    /// <summary>The substream may have elements now.</summary>
    public void MarkReady(Substream<T> substream)
    {
        if (!substream.IsReady)
        {
            substream.IsReady = true;
            _ready.Enqueue(substream);
        }
    }

    /// <summary>An element of any substream. Those that have ended are closed and leave.</summary>
    public bool TryPull(out T item)
    {
        if (!_isStopSeen && context.IsStopping)
        {
            // A stop wakes islands, not the substreams in them.
            _isStopSeen = true;
            MarkAllReady();
        }

        // Once: a substream that asks for another turn while it is pulled gets that in the next round.
        if (Interlocked.Exchange(ref _isWoken, 0) != 0)
        {
            foreach (var substream in _live)
            {
                if (substream.TakeWoken())
                {
                    MarkReady(substream);
                }
            }
        }

        while (_ready.TryDequeue(out var substream))
        {
            var status = substream.Stage.Pull(out item);
            if (status == PullStatus.Item)
            {
                _ready.Enqueue(substream);
                return true;
            }

            substream.IsReady = false;
            if (status == PullStatus.Done)
            {
                _live.Remove(substream);
                substream.IsOver = true;
                substream.Stage.Close();
            }
        }

        item = default!;
        return false;
    }

    public void MarkAllReady()
    {
        foreach (var substream in _live)
        {
            MarkReady(substream);
        }
    }

    public void CloseAll() => Junctions.Inputs.CloseAll(_live.ConvertAll(s => s.Stage).ToArray());

    /// <summary>From any thread, or from within a pull.</summary>
    public void OnWoken(bool isWithin)
    {
        Volatile.Write(ref _isWoken, 1);
        if (isWithin)
        {
            context.Waker.Again();
        }
        else
        {
            context.Waker.Wake();
        }
    }
}

/// <summary>A substream, and whom its stages wake.</summary>
internal sealed class Substream<T>(SubstreamSet<T> set) : Waker
{
    private int _isWoken;

    /// <summary>Its last stage.</summary>
    public Stage<T> Stage { get; set; } = null!;

    /// <summary>Whether it is in line to be asked.</summary>
    public bool IsReady { get; set; }

    /// <summary>Whether it has ended.</summary>
    public bool IsOver { get; set; }

    /// <summary>
    /// Whether it was woken since this was asked last. In one step: a wake-up between a look and the reset would be
    /// lost.
    /// </summary>
    public bool TakeWoken() => Interlocked.Exchange(ref _isWoken, 0) != 0;

    public override void Wake()
    {
        Volatile.Write(ref _isWoken, 1);
        set.OnWoken(false);
    }

    public override void Again()
    {
        Volatile.Write(ref _isWoken, 1);
        set.OnWoken(true);
    }
}
