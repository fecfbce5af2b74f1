using System.Runtime.ExceptionServices;

namespace ActorPipeline.Streams.Stages;

/// <summary>What a flow that is restarted has for an input: the upstream, which outlives each of its lives.</summary>
internal abstract class RestartShield
{
    /// <summary>Whether a life of the flow has not let go of the input yet.</summary>
    public abstract bool IsInUse { get; }

    /// <summary>Whether the input has failed, which no restart can mend.</summary>
    public abstract bool IsFailed { get; }

    /// <summary>Whether the input has ended, one way or another.</summary>
    public abstract bool IsOver { get; }

    public abstract void CloseUpstream();
}

/// <summary>The same with the type of the elements.</summary>
internal sealed class RestartShield<T>(Stage<T> upstream, StageContext context) : RestartShield
{
    private ExceptionDispatchInfo? _failure;
    private bool _isDone;
    private bool _isInUse;
    private bool _isClosing;

    public override bool IsInUse => _isInUse;

    public override bool IsFailed => _failure is not null;

    public override bool IsOver => _isDone || IsFailed;

    /// <summary>The input as a source, for each life of the flow.</summary>
    public Source<T> AsSource() => new("input", here =>
    {
        _isInUse = true;
        return Running.Boundary.Join(new Face(this), context, here);
    });

    /// <summary>At once, or when the last life of the flow has let go of it.</summary>
    public override void CloseUpstream()
    {
        _isClosing = true;
        if (!_isInUse)
        {
            upstream.Close();
        }
    }

    private PullStatus Pull(out T item)
    {
        item = default!;
        _failure?.Throw();
        if (_isDone || _isClosing)
        {
            return PullStatus.Done;
        }

        try
        {
            var status = upstream.Pull(out item);
            _isDone = status == PullStatus.Done;
            return status;
        }
        catch (Exception failure) when (context.CanHandle(failure))
        {
            _failure = ExceptionDispatchInfo.Capture(failure);
            throw;
        }
    }

    private void Release()
    {
        _isInUse = false;
        context.Waker.Again();
        if (_isClosing)
        {
            upstream.Close();
        }
    }

    private sealed class Face(RestartShield<T> shield) : Stage<T>
    {
        public override PullStatus Pull(out T item) => shield.Pull(out item);

        public override void Close() => shield.Release();
    }
}
