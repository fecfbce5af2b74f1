using System.Runtime.InteropServices;

namespace ActorPipeline.Node;

/// <summary>
/// Ctrl-C and SIGTERM. The first asks to drain; a second Ctrl-C stops at once, which loses nothing that was committed.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    private static readonly TimeSpan AbortTimeout = TimeSpan.FromSeconds(2);
    private readonly CancellationTokenSource _drain = new();
    private readonly CancellationTokenSource _abort = new();
    private readonly List<PosixSignalRegistration> _registrations = [];
    private ITimer? _deadline;

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Drain => _drain.Token;

    /// <summary>Cancelled by the second Ctrl-C.</summary>
    public CancellationToken Abort => _abort.Token;

    /// <summary>Listens to the process's signals.</summary>
    public static StopSignals OfProcess(TimeProvider time)
    {
        var signals = new StopSignals();

        // Even where a stop hangs, for example in a disk that does not answer.
        signals.Abort.Register(() => signals._deadline = time.CreateTimer(
            _ => Environment.Exit(ExitCode.Interrupted), null, AbortTimeout, Timeout.InfiniteTimeSpan));
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

        _deadline?.Dispose();
        _drain.Dispose();
        _abort.Dispose();
    }
}
