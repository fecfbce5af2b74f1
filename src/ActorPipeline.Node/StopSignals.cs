using System.Runtime.InteropServices;

namespace ActorPipeline.Node;

/// <summary>
/// Ctrl-C and SIGTERM. The first asks to drain; a second Ctrl-C stops at once, which loses nothing that was committed.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _drain = new();
    private readonly CancellationTokenSource _abort = new();
    private readonly List<PosixSignalRegistration> _registrations = [];

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Drain => _drain.Token;

    /// <summary>Cancelled by the second Ctrl-C.</summary>
    public CancellationToken Abort => _abort.Token;

    /// <summary>Listens to the process's signals.</summary>
    public static StopSignals OfProcess()
    {
        var signals = new StopSignals();
        foreach (var signal in (PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGTERM])
        {
            signals._registrations.Add(PosixSignalRegistration.Create(signal, context =>
            {
                context.Cancel = true;
                signals.Receive(isInterrupt: signal == PosixSignal.SIGINT);
            }));
        }

        return signals;
    }

    /// <summary>Takes a signal.</summary>
    public void Receive(bool isInterrupt)
    {
        if (!_drain.IsCancellationRequested)
        {
            _drain.Cancel();
        }
        else if (isInterrupt)
        {
            _abort.Cancel();
        }
    }

    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }

        _drain.Dispose();
        _abort.Dispose();
    }
}
