using System.Diagnostics;
using ActorPipeline.Runtime.Hosting;
using Benchmarks.Children;

namespace Benchmarks.RecordPath;

/// <summary>
/// Looks at a run from a thread of its own: when its first record was applied, what is allocated after a quarter of
/// the input, and when to end it early. When there is nothing left to see it looks no more, because looking allocates.
/// </summary>
internal sealed class RunWatch
{
    private readonly PipelineHost _host;
    private readonly PipelineArguments _arguments;
    private readonly CancellationTokenSource _drain;
    private readonly long _appliedBefore;
    private readonly Thread _thread;
    private volatile bool _isOver;
    private long _firstAppliedAt;
    private double _firstAppliedCpuMs;
    private long _quarterRecords;
    private long _quarterBytes;

    public RunWatch(PipelineHost host, PipelineArguments arguments, CancellationTokenSource drain)
    {
        (_host, _arguments, _drain) = (host, arguments, drain);
        _appliedBefore = host.Status.Counters.Applied;
        _thread = new Thread(Look) { IsBackground = true, Name = "watch" };
    }

    public void Start() => _thread.Start();

    /// <summary>Ends the watch, after the run.</summary>
    public (long FirstAppliedAt, double FirstAppliedCpuMs, double? SteadyBytesPerRecord) End()
    {
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        _isOver = true;
        _thread.Join();
        var records = _host.Status.RecordsRead - _quarterRecords;
        double? steady = _quarterRecords == 0 ? null : (bytes - _quarterBytes) / (double)records;
        return (_firstAppliedAt, _firstAppliedCpuMs, steady);
    }

    private void Look()
    {
        while (!_isOver)
        {
            var status = _host.Status;
            var applied = status.Counters.Applied - _appliedBefore;
            if (applied > 0 && _firstAppliedAt == 0)
            {
                _firstAppliedAt = Stopwatch.GetTimestamp();
                _firstAppliedCpuMs = ProcessUsage.OfThisProcess().CpuSeconds * 1000;
            }

            if (_quarterRecords == 0 && status.RecordsRead >= _arguments.Records / 4)
            {
                _quarterBytes = GC.GetTotalAllocatedBytes(precise: true);
                _quarterRecords = status.RecordsRead;
            }

            if (_arguments.StopAfter > 0 && applied >= _arguments.StopAfter)
            {
                Stop();
                return;
            }

            if (_arguments.StopAfter == 0 && _firstAppliedAt > 0 && _quarterRecords > 0)
            {
                return;
            }

            Thread.Sleep(1);
        }
    }

    private void Stop()
    {
        if (_arguments.IsKilled)
        {
            Process.GetCurrentProcess().Kill();
        }

        _drain.Cancel();
    }
}
