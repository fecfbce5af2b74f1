namespace ActorPipeline.Hosting;

/// <summary>Wakes one thread that waits for work; a wake-up before the wait is not lost.</summary>
internal sealed class Signal
{
    private readonly object _monitor = new();
    private bool _isSet;

    public void Set()
    {
        lock (_monitor)
        {
            _isSet = true;
            Monitor.Pulse(_monitor);
        }
    }

    public void Wait(TimeSpan timeout)
    {
        lock (_monitor)
        {
            if (!_isSet)
            {
                Monitor.Wait(_monitor, timeout);
            }

            _isSet = false;
        }
    }
}
