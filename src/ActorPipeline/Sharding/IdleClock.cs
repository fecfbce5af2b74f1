namespace ActorPipeline.Sharding;

/// <summary>
/// Which commits are older than a time: cuts are remembered with their time, no more often than a sixteenth of it.
/// </summary>
internal sealed class IdleClock(TimeSpan idleAfter)
{
    private const int Steps = 16;

    private readonly long _idleUs = idleAfter.Ticks / TimeSpan.TicksPerMicrosecond;
    private readonly Queue<(long Sequence, long AtUs)> _cuts = new(Steps + 2);
    private (long Sequence, long AtUs) _last;
    private long _nextLookUs;

    /// <summary>What was last used in this commit or an earlier one has been idle for long enough.</summary>
    public long IdleThrough { get; private set; } = -1;

    /// <summary>A commit was cut.</summary>
    public void OnCut(long sequence, long nowUs)
    {
        if (_idleUs > 0 && nowUs - _last.AtUs >= _idleUs / Steps)
        {
            _last = (sequence, nowUs);
            _cuts.Enqueue(_last);
        }

        Look(nowUs);
    }

    /// <summary>Whether it is time to look for what has become idle, though nothing is committed.</summary>
    public bool IsTimeToLook(long nowUs)
    {
        if (_idleUs == 0 || nowUs < _nextLookUs)
        {
            return false;
        }

        _nextLookUs = nowUs + (_idleUs / Steps);
        Look(nowUs);
        return true;
    }

    private void Look(long nowUs)
    {
        while (_cuts.TryPeek(out var cut) && nowUs - cut.AtUs >= _idleUs)
        {
            IdleThrough = cut.Sequence;
            _cuts.Dequeue();
        }
    }
}
