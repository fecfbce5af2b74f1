using ActorPipeline.Streams.Running;

namespace ActorPipeline.Streams.Stages;

/// <summary>A source that is materialized again, after a wait, when it has failed.</summary>
internal sealed class RestartStage<T>(
    Source<T> source, RestartShield? shield, RestartOptions options, StageContext context) : Stage<T>
{
    private readonly StageTimer _timer = new(context);
    private readonly Random _random = new(options.Seed);
    private Stage<T>? _current;
    private long _startAt = long.MinValue;
    private long _failedAt;
    private int _failures;

    private bool MayRestart =>
        (_timer.Now - _failedAt > _timer.Ticks(options.ResetAfter) ? 0 : _failures) < options.MaxRestarts;

    public override PullStatus Pull(out T item)
    {
        while (true)
        {
            item = default!;
            if (_current is null && TryStart() is { } status)
            {
                return status;
            }

            try
            {
                var result = _current!.Pull(out item);
                if (result != PullStatus.Done || !MayRestart || !options.RestartsOnCompletion || shield?.IsOver == true)
                {
                    return result;
                }
            }
            catch (Exception failure) when (
                MayRestart && shield?.IsFailed != true && context.CanHandle(failure) && !context.IsStopping)
            {
                // It is begun anew.
            }

            Restart();
        }
    }

    public override void Close()
    {
        _timer.Close();
        try
        {
            _current?.Close();
        }
        finally
        {
            shield?.CloseUpstream();
        }
    }

    /// <summary>Makes the stages, or says what to answer while that cannot be.</summary>
    private PullStatus? TryStart()
    {
        if (context.IsStopping)
        {
            return context.Refuse(out T _);
        }

        if (_timer.Now < _startAt)
        {
            _timer.WakeAt(_startAt);
            return PullStatus.Pending;
        }

        // The last one's stages may run in islands of their own, and have to let go of the input first.
        if (shield?.IsInUse == true)
        {
            return PullStatus.Pending;
        }

        _current = context.Materialize(source);
        return null;
    }

    private void Restart()
    {
        var ended = _current!;
        _current = null;
        ended.Close();
        var now = _timer.Now;
        _failures = now - _failedAt > _timer.Ticks(options.ResetAfter) ? 1 : _failures + 1;
        _failedAt = now;
        _startAt = now + _timer.Ticks(options.BackoffAfter(_failures, _random));
    }
}
