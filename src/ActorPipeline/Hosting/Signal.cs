namespace ActorPipeline.Hosting;

/// <summary>Wakes one thread that waits for work; a wake-up before the wait is not lost.</summary>
internal sealed class Signal : IDisposable
{
    private readonly AutoResetEvent _event = new(false);

    public void Set() => _event.Set();

    public void Wait(TimeSpan timeout) => _event.WaitOne(timeout);

    public void Dispose() => _event.Dispose();
}
