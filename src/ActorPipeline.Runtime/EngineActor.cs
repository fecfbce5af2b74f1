using ActorPipeline.Runtime.Hosting;
using Akka;
using Akka.Actor;

namespace ActorPipeline.Runtime;

/// <summary>
/// An actor of a run. What it throws ends the run, at once: from then on no actor of the run does anything, so that
/// what is on disk is what was there when it happened. It neither awaits nor asks: whatever it waits for comes as a
/// message.
/// </summary>
internal abstract class EngineActor(RunMonitor run) : UntypedActor, IWithTimers
{
    private Action<object>? _state;

    /// <inheritdoc />
    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>The run.</summary>
    protected RunMonitor Run { get; } = run;

    /// <inheritdoc />
    protected sealed override void PreStart() => Do(static (actor, _) => actor.Start(), NotUsed.Instance);

    /// <inheritdoc />
    protected sealed override void OnReceive(object message) =>
        Do(static (actor, m) => actor.Take(m), message);

    /// <summary>From now on messages are handled so.</summary>
    protected void Become(Action<object> state) => _state = state;

    /// <summary>Begins.</summary>
    protected virtual void Start()
    {
    }

    /// <summary>Handles a message, in the state that it begins with.</summary>
    protected abstract void Handle(object message);

    private void Take(object message) => (_state ??= Handle)(message);

    private void Do(Action<EngineActor, object> action, object message)
    {
        if (Run.IsOver)
        {
            return;
        }

        try
        {
            action(this, message);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            Run.Fail(failure);
            throw;
        }
    }
}
