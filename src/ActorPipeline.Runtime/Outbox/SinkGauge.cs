namespace ActorPipeline.Runtime.Outbox;

/// <summary>Figures of a sink for whoever looks at the run: written by its actor, read by anybody.</summary>
internal sealed class SinkGauge
{
    private int _waiting;
    private volatile bool _isBusy;

    /// <summary>Commits whose rows wait to be written.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>Whether nothing waits, and all that is written is durable and acknowledged.</summary>
    public bool IsQuiet => Waiting == 0 && !_isBusy;

    public void Show(int waiting, bool isBusy)
    {
        Volatile.Write(ref _waiting, waiting);
        _isBusy = isBusy;
    }
}
