using ActorPipeline.Actors;
using ActorPipeline.Records;

namespace ActorPipeline.Sharding;

/// <summary>
/// What a shard remembers of an actor that failed: which records may be to blame, and how often one has been tried. A
/// program that throws leaves its shard's state in doubt. So the shard is rebuilt from the journal, and the records of
/// that batch are applied one by one; the one that fails as often as it may is a dead letter, and the shard goes on.
/// </summary>
internal sealed class Supervisor(int maxAttempts)
{
    private const int None = -1;

    private PartitionId _partition;
    private long _suspectTo = long.MinValue;
    private long _position = None;
    private Exception? _failure;

    /// <summary>Whether the state is in doubt: nothing may be applied before the shard is rebuilt.</summary>
    public bool IsDown { get; private set; }

    /// <summary>Failures in a row of the same record, or of what closes.</summary>
    public int Attempts { get; private set; }

    /// <summary>Why the record at fault is a dead letter.</summary>
    public string Verdict => Attempts == 1
        ? $"its actor failed with {Failure}"
        : $"its actor failed {Attempts} times, the last time with {Failure}";

    /// <summary>What failed; null when all is well.</summary>
    public Exception? Cause => _failure is ActorFaultException ? _failure.InnerException : _failure;

    /// <summary>Whether something is to be tried again, which a pause may help.</summary>
    public bool HasMoreToTry => Attempts > 0 || _suspectTo != long.MinValue;

    /// <summary>What failed, in words; null when all is well.</summary>
    public string? Failure => Cause is null ? null : $"{Cause.GetType().Name}: {Cause.Message}";

    /// <summary>Whether the records of a batch are to be applied one by one.</summary>
    public bool Suspects(RecordBatch records) => records.Partition == _partition && records.From < _suspectTo;

    /// <summary>Whether a record has been tried as often as it may.</summary>
    public bool HasCondemned(long position) => position == _position && Attempts >= maxAttempts;

    /// <summary>A batch failed as a whole: nobody knows yet which of its records is at fault.</summary>
    public void OnBatchFailed(RecordBatch records, Exception failure)
    {
        (_partition, _suspectTo, _position, Attempts) = (records.Partition, records.To, None, 0);
        (_failure, IsDown) = (failure, true);
    }

    /// <summary>A record failed alone.</summary>
    public void OnRecordFailed(long position, Exception failure)
    {
        Attempts = position == _position ? Attempts + 1 : 1;
        (_position, _failure, IsDown) = (position, failure, true);
    }

    /// <summary>Requests failed; they are not tried again.</summary>
    public void OnRequestsFailed(Exception failure) => (_failure, IsDown) = (failure, true);

    /// <summary>Closing a page failed; false when it has been tried as often as it may.</summary>
    public bool OnCloseFailed(Exception failure)
    {
        Attempts++;
        (_failure, IsDown) = (failure, true);
        return Attempts < maxAttempts;
    }

    /// <summary>The shard is rebuilt and may try again.</summary>
    public void OnRestarted() => IsDown = false;

    /// <summary>What failed is behind the shard.</summary>
    public void OnHealed() => (_suspectTo, _position, Attempts, _failure) = (long.MinValue, None, 0, null);
}
