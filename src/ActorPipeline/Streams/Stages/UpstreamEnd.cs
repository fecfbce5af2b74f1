using System.Runtime.ExceptionServices;

namespace ActorPipeline.Streams.Stages;

/// <summary>
/// How an upstream ended, for a stage that has elements of its own to give before it says so: failures do not overtake
/// elements.
/// </summary>
internal sealed class UpstreamEnd
{
    private ExceptionDispatchInfo? _failure;

    /// <summary>Whether there may be more.</summary>
    public bool IsOpen { get; private set; } = true;

    /// <summary>Pulls, and keeps the end, of which <see cref="Status"/> tells later.</summary>
    public PullStatus Pull<T>(Stage<T> upstream, StageContext context, out T item)
    {
        try
        {
            var status = upstream.Pull(out item);
            IsOpen = status != PullStatus.Done;
            return status;
        }
        catch (Exception failure) when (context.CanHandle(failure))
        {
            (_failure, IsOpen) = (ExceptionDispatchInfo.Capture(failure), false);
            item = default!;
            return PullStatus.Done;
        }
    }

    /// <summary>Does something with an element; its failure ends the upstream like one of its own.</summary>
    public void Guard<T>(Action<T> action, T item, StageContext context)
    {
        try
        {
            action(item);
        }
        catch (Exception failure) when (context.CanHandle(failure))
        {
            (_failure, IsOpen) = (ExceptionDispatchInfo.Capture(failure), false);
        }
    }

    /// <summary>What there is to say when all elements are given: pending, done, or the failure.</summary>
    public PullStatus Status()
    {
        _failure?.Throw();
        return IsOpen ? PullStatus.Pending : PullStatus.Done;
    }
}
