using System.Collections.Concurrent;
using ActorPipeline.Records;

namespace ActorPipeline.Runtime.Hosting;

/// <summary>
/// What is known of a run from outside of its actors: why it failed, what it waits for, what it counted. Written by the
/// actors, read by anybody at any time.
/// </summary>
internal sealed class RunMonitor
{
    private readonly ConcurrentDictionary<string, string> _waits = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly long[] _dead = new long[(int)DeadReason.Failed + 1];
    private long _recordsRead;
    private long _bytesRead;
    private Exception? _failure;
    private Exception? _inputFailure;
    private int _phase;
    private volatile bool _isOver;

    /// <summary>Ends when the run is over: everything delivered, or failed.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Ends when the run is open, or over before.</summary>
    public Task Opened => _opened.Task;

    /// <summary>Whether no actor of the run may do anything any more.</summary>
    public bool IsOver => _isOver;

    /// <summary>Whether all is applied, committed, delivered and acknowledged.</summary>
    public bool IsDone => Phase == RunPhase.Done;

    /// <summary>How far the run has come with ending.</summary>
    public RunPhase Phase
    {
        get => (RunPhase)Volatile.Read(ref _phase);
        set
        {
            Volatile.Write(ref _phase, (int)value);
            if (value == RunPhase.Done)
            {
                _ended.TrySetResult();
            }
        }
    }

    /// <summary>The first fault that ends the run.</summary>
    public Exception? Failure => Volatile.Read(ref _failure);

    /// <summary>Why ingest can't go on; what was read before is still applied, committed and delivered.</summary>
    public Exception? InputFailure => Volatile.Read(ref _inputFailure);

    public long RecordsRead => Volatile.Read(ref _recordsRead);

    public long BytesRead => Volatile.Read(ref _bytesRead);

    /// <summary>What some stage waits for; null for nothing.</summary>
    public string? WaitingFor => _waits.IsEmpty ? null : string.Join("; ", _waits.Values.Order().Distinct());

    public void CountRead(long records, long bytes)
    {
        Interlocked.Add(ref _recordsRead, records);
        Interlocked.Add(ref _bytesRead, bytes);
    }

    /// <summary>By reason, the dead letters of this run; only reasons that there were.</summary>
    public IReadOnlyList<KeyValuePair<DeadReason, long>> DeadByReason =>
        [.. Enum.GetValues<DeadReason>()
            .Select(r => KeyValuePair.Create(r, Volatile.Read(ref _dead[(int)r]))).Where(r => r.Value > 0)];

    /// <summary>Counts dead letters that are committed, by the codes of their reasons.</summary>
    public void CountDead(ReadOnlySpan<long> reasons)
    {
        foreach (var reason in reasons)
        {
            Interlocked.Increment(ref _dead[reason]);
        }
    }

    /// <summary>Ends the run, unless it is over already.</summary>
    public void Fail(Exception failure)
    {
        if (!_isOver)
        {
            Interlocked.CompareExchange(ref _failure, failure, null);
            Cease();
        }
    }

    /// <summary>Everything is open, and nothing is read yet.</summary>
    public void SetOpened() => _opened.TrySetResult();

    /// <summary>Why there is no more input.</summary>
    public void FailInput(Exception failure) => Interlocked.CompareExchange(ref _inputFailure, failure, null);

    /// <summary>Nothing more is done: the process is as good as dead.</summary>
    public void Cease()
    {
        _isOver = true;
        _opened.TrySetResult();
        _ended.TrySetResult();
    }

    /// <summary>Says what a stage waits for; null when it goes on.</summary>
    public void SetWait(string stage, string? reason)
    {
        if (reason is not null)
        {
            _waits[stage] = reason;
        }
        else if (!_waits.IsEmpty)
        {
            _waits.TryRemove(stage, out _);
        }
    }
}
