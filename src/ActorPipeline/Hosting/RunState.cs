using System.Collections.Concurrent;
using ActorPipeline.Records;

namespace ActorPipeline.Hosting;

/// <summary>
/// What all stops of a run share: whether it stops, why it failed, what it waits for, and what it counted.
/// </summary>
internal sealed class RunState
{
    private readonly ConcurrentDictionary<string, string> _waits = new();
    private readonly long[] _dead = new long[(int)DeadReason.Failed + 1];
    private long _recordsRead;
    private long _bytesRead;
    private Exception? _failure;
    private Exception? _inputFailure;
    private bool _isStopping;
    private bool _isInputRead;
    private int _phase;

    /// <summary>This run's number: above those of all former ones.</summary>
    public long IngestEpoch { get; set; }

    /// <summary>Whether ingest takes no more, because somebody asked or something failed.</summary>
    public bool IsStopping { get => Volatile.Read(ref _isStopping); set => Volatile.Write(ref _isStopping, value); }

    /// <summary>
    /// Whether the input is read to its end: what is on its way is committed without waiting for more.
    /// </summary>
    public bool IsInputRead { get => Volatile.Read(ref _isInputRead); set => Volatile.Write(ref _isInputRead, value); }

    /// <summary>How far the run has come with ending.</summary>
    public RunPhase Phase
    {
        get => (RunPhase)Volatile.Read(ref _phase);
        set => Volatile.Write(ref _phase, (int)value);
    }

    /// <summary>The first fault that ends the run.</summary>
    public Exception? Failure => Volatile.Read(ref _failure);

    /// <summary>Why ingest can't go on; what was read before is still applied, committed and delivered.</summary>
    public Exception? InputFailure => Volatile.Read(ref _inputFailure);

    public long RecordsRead => Volatile.Read(ref _recordsRead);

    public long BytesRead => Volatile.Read(ref _bytesRead);

    /// <summary>What some stop waits for; null for nothing.</summary>
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

    /// <summary>Counts dead letters that are committed and written, by the codes of their reasons.</summary>
    public void CountDead(ReadOnlySpan<long> reasons)
    {
        foreach (var reason in reasons)
        {
            Interlocked.Increment(ref _dead[reason]);
        }
    }

    /// <summary>Ends the run, unless it is ending already.</summary>
    public void Fail(Exception failure) => Interlocked.CompareExchange(ref _failure, failure, null);

    /// <summary>Ends ingest because of a fault of the input, and lets the rest of the path drain.</summary>
    public void FailInput(Exception failure)
    {
        Interlocked.CompareExchange(ref _inputFailure, failure, null);
        IsStopping = true;
    }

    /// <summary>Says what a stop waits for; null when it goes on.</summary>
    public void SetWait(string stop, string? reason)
    {
        if (reason is not null)
        {
            _waits[stop] = reason;
        }
        else if (!_waits.IsEmpty)
        {
            _waits.TryRemove(stop, out _);
        }
    }
}
