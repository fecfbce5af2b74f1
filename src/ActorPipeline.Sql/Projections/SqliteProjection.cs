using ActorPipeline.Events;
using ActorPipeline.Journal;
using Microsoft.Data.Sqlite;

namespace ActorPipeline.Sql;

/// <summary>
/// Brings the events of a pipeline into tables of a SQLite database, exactly once: how far it got is written in the
/// same transaction, to the table <c>actorpipeline_projections</c>. First what has happened, then what happens. A
/// journal or a target that is away is tried again for ever.
/// </summary>
/// <typeparam name="TEvent">What the pipeline's actors journal.</typeparam>
public sealed class SqliteProjection<TEvent>
    where TEvent : notnull
{
    private const int EventsAtOnce = 500;

    private readonly string _path;
    private readonly string _name;
    private readonly EventStore<TEvent> _events;
    private readonly ProjectionHandler<TEvent> _handler;
    private readonly TimeProvider _time;
    private readonly EventPosition _start;
    private ProjectionStatus _status;
    private int _failures;

    /// <summary>A projection; nothing is opened yet.</summary>
    /// <param name="path">The database file; created when missing. Its directory is there.</param>
    /// <param name="name">What the projection is known by in the database.</param>
    /// <param name="events">The events.</param>
    /// <param name="handler">Projects one event.</param>
    /// <param name="time">The clock, for waiting.</param>
    /// <param name="start">Where its first run begins; null for all events, which must then all be there.</param>
    public SqliteProjection(
        string path, string name, EventStore<TEvent> events, ProjectionHandler<TEvent> handler, TimeProvider time,
        EventPosition? start = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(events);
        ArgumentNullException.ThrowIfNull(handler);
        ArgumentNullException.ThrowIfNull(time);
        (_path, _name, _events, _handler, _time) = (path, name, events, handler, time);
        _start = start ?? EventPosition.Start;
        _status = new ProjectionStatus(ProjectionState.New, _start, 0, null);
    }

    /// <summary>What it does now. May be asked by any thread.</summary>
    public ProjectionStatus Status => Volatile.Read(ref _status);

    /// <summary>Called at each step of a transaction; for tests.</summary>
    internal Action<ProjectionStep>? OnStep { get; init; }

    /// <summary>Runs until it is told to end, or can't go on. One run at a time.</summary>
    /// <param name="cancellation">Ends it; what is projected by then stays.</param>
    /// <exception cref="PoisonEventException">The handler failed at an event.</exception>
    /// <exception cref="EventsTrimmedException">Events that it has yet to project are not kept any more.</exception>
    /// <exception cref="EventsAheadException">The target has events that the journal does not.</exception>
    /// <exception cref="JournalException">The journal is damaged.</exception>
    /// <exception cref="SqliteException">The target is no such database.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        _failures = 0;
        Say(ProjectionState.CatchingUp);
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                await ProjectAsync(cancellation).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                break;
            }
            catch (Exception fault) when (IsTransient(fault))
            {
                _failures++;
                Say(ProjectionState.Waiting, fault.Message);
                await Task.Delay(Pause(_failures), _time, cancellation)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (Exception fault)
            {
                Say(ProjectionState.Stopped, fault.Message);
                throw;
            }
        }

        Say(ProjectionState.Ended);
    }

    /// <summary>The pause after some failures in a row: doubling from 100 ms up to 10 s.</summary>
    private static TimeSpan Pause(int failures) =>
        TimeSpan.FromMilliseconds(Math.Min(10_000, 100 * Math.Pow(2, Math.Min(failures, 10) - 1)));

    private static bool IsTransient(Exception fault) => fault switch
    {
        JournalException journal => journal.IsTransient,
        SqliteException sqlite => (SqliteCode)sqlite.SqliteErrorCode
            is SqliteCode.Busy or SqliteCode.Locked or SqliteCode.NoMemory or SqliteCode.ReadOnly
            or SqliteCode.Interrupt or SqliteCode.IoError or SqliteCode.Full or SqliteCode.CantOpen
            or SqliteCode.Protocol,
        MovedException => true,
        _ => false,
    };

    private async Task ProjectAsync(CancellationToken cancellation)
    {
        using var target = new ProjectionTarget(_path, _name, _start);
        Volatile.Write(ref _status, Status with { Position = target.Position });
        var cursor = _events.Open(target.Position);
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var events = cursor.Read();
            for (var i = 0; i < events.Count; i += EventsAtOnce)
            {
                cancellation.ThrowIfCancellationRequested();
                Project(target, [.. events.Skip(i).Take(EventsAtOnce)]);
            }

            if (events.Count == 0)
            {
                _failures = 0;
                Say(ProjectionState.Live);
                await cursor.WaitAsync(cancellation).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Projects events of one shard in one transaction; up to the first one that can't be.</summary>
    private void Project(ProjectionTarget target, ReadOnlySpan<StoredEvent<TEvent>> events)
    {
        if (events.IsEmpty)
        {
            return;
        }

        using var transaction = target.Begin();
        OnStep?.Invoke(ProjectionStep.Begun);
        for (var i = 0; i < events.Length; i++)
        {
            if (TryHandle(events[i], transaction) is { } failure)
            {
                transaction.Dispose();
                Project(target, events[..i]);
                throw new PoisonEventException(
                    _name, events[i].Shard, events[i].Commit, events[i].Index,
                    $"'{events[i].Type.Name}' of actor '{events[i].Key}'", failure);
            }

            OnStep?.Invoke(ProjectionStep.Handled);
        }

        var (shard, to) = (events[^1].Shard, events[^1].Next);
        if (!target.Move(transaction, shard, target.Position[shard], to))
        {
            throw new MovedException(_name);
        }

        OnStep?.Invoke(ProjectionStep.Moved);
        transaction.Commit();
        OnStep?.Invoke(ProjectionStep.Committed);
        target.Moved(shard, to);
        _failures = 0;
        var state = Status.State == ProjectionState.Live ? ProjectionState.Live : ProjectionState.CatchingUp;
        Volatile.Write(
            ref _status, new ProjectionStatus(state, target.Position, Status.Events + events.Length, null));
    }

    private Exception? TryHandle(StoredEvent<TEvent> @event, SqliteTransaction transaction)
    {
        try
        {
            _handler(@event, transaction);
            return transaction.Connection is null
                ? new InvalidOperationException("the handler ended the transaction")
                : null;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException && !IsTransient(failure))
        {
            return failure;
        }
    }

    private void Say(ProjectionState state, string? reason = null) =>
        Volatile.Write(ref _status, Status with { State = state, Reason = reason });

    /// <summary>Another process has moved on; the position is read again.</summary>
    private sealed class MovedException(string projection)
        : Exception($"another process runs projection '{projection}' too, and has moved on; end one of them");
}
