namespace ActorPipeline.Streams;

/// <summary>Runs the parts of running graphs: the one place where threads come in.</summary>
public interface IStreamScheduler
{
    /// <summary>
    /// Takes work to be executed once, soon, on a thread of the scheduler's choice. Called from any thread; must not
    /// execute the work before it returns.
    /// </summary>
    void Schedule(IThreadPoolWorkItem work);

    /// <summary>
    /// Whether a part with more to do gives way after its share, and is scheduled again. If not, it goes on at once.
    /// </summary>
    bool IsBusy => true;
}
