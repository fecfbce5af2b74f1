using System.Text;
using ActorPipeline.Journal.Format;
using ActorPipeline.Records;

namespace ActorPipeline.Actors;

/// <summary>
/// What an actor has besides its state, which most have not: timers, messages put aside, what is left of a failure. It
/// changes by facts only.
/// </summary>
internal sealed class ActorExtras
{
    private const long AnyVersion = -1;

    private readonly List<ActorTimer> _timers = [];
    private readonly LinkedList<StashedMessage> _stash = [];

    public IReadOnlyList<ActorTimer> Timers => _timers;

    /// <summary>Messages put aside.</summary>
    public int StashCount => _stash.Count;

    /// <summary>The message that was put aside first.</summary>
    public StashedMessage FirstStashed => _stash.First!.Value;

    /// <summary>Until when, by the node's time, the actor rests after a failure; 0 when it does not.</summary>
    public long RestingUntilUs { get; private set; }

    /// <summary>Why the actor was stopped; null when it was not.</summary>
    public string? StoppedBecause { get; private set; }

    /// <summary>Whether there is nothing.</summary>
    public bool IsEmpty => _timers.Count == 0 && _stash.Count == 0 && RestingUntilUs == 0 && StoppedBecause is null;

    /// <summary>Those who wait for what becomes of messages put aside.</summary>
    public IEnumerable<ActorRequest> Requests => _stash.Select(m => m.Request).OfType<ActorRequest>();

    /// <summary>When the first timer of event time is due.</summary>
    public long DueUs => IsActive ? Earliest(TimerClock.Event) : long.MaxValue;

    /// <summary>When the first thing is due by the node's time.</summary>
    public long AlarmUs => IsActive ? Earliest(TimerClock.Node)
        : StoppedBecause is null ? RestingUntilUs
        : long.MaxValue;

    /// <summary>Whether the actor neither rests nor is stopped: else messages and timers wait.</summary>
    public bool IsActive => RestingUntilUs == 0 && StoppedBecause is null;

    /// <summary>The timer that is due first by a clock, at or before a time; null for none.</summary>
    public ActorTimer? NextDue(TimerClock clock, long byUs)
    {
        ActorTimer? next = null;
        foreach (var timer in _timers)
        {
            if (timer.Clock == clock && timer.DueUs <= byUs && (next is null || timer.DueUs < next.DueUs))
            {
                next = timer;
            }
        }

        return next;
    }

    /// <summary>
    /// Who waits for the messages that are put aside, in their order, null for nobody; from now on nobody does. Empty
    /// when nobody did.
    /// </summary>
    public ActorRequest?[] ReleaseRequests()
    {
        if (!_stash.Any(m => m.Request is not null))
        {
            return [];
        }

        ActorRequest?[] requests = [.. _stash.Select(m => m.Request)];
        SetRequests(new ActorRequest?[requests.Length]);
        return requests;
    }

    /// <summary>Says who waits for the messages that are put aside, in their order.</summary>
    public void SetRequests(ActorRequest?[] requests)
    {
        var node = _stash.First;
        foreach (var request in requests)
        {
            node!.Value = node.Value with { Request = request };
            node = node.Next;
        }
    }

    /// <summary>Applies a fact.</summary>
    /// <exception cref="FormatDamageException">The payload is no such fact.</exception>
    public void Apply(int kind, ReadOnlySpan<byte> payload, ActorRequest? request = null)
    {
        var cursor = new ByteCursor(payload);
        switch (kind)
        {
            case FactKind.TimerSet:
                var timer = ReadTimer(ref cursor);
                _timers.RemoveAll(t => t.Name == timer.Name);
                _timers.Add(timer);
                break;
            case FactKind.TimerGone:
                var name = Encoding.UTF8.GetString(payload);
                _timers.RemoveAll(t => t.Name == name);
                break;
            case FactKind.Stashed:
                _stash.AddLast(ReadStashed(ref cursor, request));
                break;
            case FactKind.PutBack:
                _stash.AddFirst(ReadStashed(ref cursor, request));
                break;
            case FactKind.Unstashed when _stash.Count > 0:
                _stash.RemoveFirst();
                break;
            case FactKind.Resting:
                RestingUntilUs = cursor.ReadSigned();
                break;
            case FactKind.Stopped:
                StoppedBecause = Encoding.UTF8.GetString(payload);
                break;
            case FactKind.Resumed:
                StoppedBecause = null;
                break;
            case FactKind.Forgotten:
                // What was put aside is yet to be handled, by an actor that is as new.
                _timers.Clear();
                break;
            default:
                throw new FormatDamageException($"a fact of kind {kind}");
        }
    }

    /// <summary>Writes everything, for a snapshot.</summary>
    public void Write(ByteWriter writer)
    {
        writer.WriteSigned(RestingUntilUs);
        WriteBytes(writer, StoppedBecause is null ? [] : Encoding.UTF8.GetBytes(StoppedBecause));
        writer.WriteUnsigned((ulong)_timers.Count);
        foreach (var timer in _timers)
        {
            WriteTimer(writer, timer);
        }

        writer.WriteUnsigned((ulong)_stash.Count);
        foreach (var message in _stash)
        {
            WriteStashed(writer, message);
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static ActorExtras Read(ref ByteCursor cursor)
    {
        var extras = new ActorExtras { RestingUntilUs = cursor.ReadSigned() };
        var reason = ReadBytes(ref cursor);
        extras.StoppedBecause = reason.IsEmpty ? null : Encoding.UTF8.GetString(reason);
        for (var timers = cursor.ReadCount(cursor.Left, "timers"); timers > 0; timers--)
        {
            extras._timers.Add(ReadTimer(ref cursor));
        }

        for (var messages = cursor.ReadCount(cursor.Left, "messages"); messages > 0; messages--)
        {
            extras._stash.AddLast(ReadStashed(ref cursor, null));
        }

        return extras;
    }

    public static void WriteTimer(ByteWriter writer, ActorTimer timer)
    {
        WriteBytes(writer, Encoding.UTF8.GetBytes(timer.Name));
        writer.WriteByte((byte)timer.Clock);
        writer.WriteSigned(timer.DueUs);
        writer.WriteUnsigned((ulong)timer.Attempts);
        writer.WriteUnsigned((ulong)timer.Retries);
        writer.WriteByte(timer.Message is null ? (byte)0 : (byte)1);
        WriteBytes(writer, timer.Message ?? []);
    }

    public static void WriteStashed(ByteWriter writer, StashedMessage message)
    {
        writer.WriteSigned(message.Partition.Value);
        writer.WriteSigned(message.Position);
        writer.WriteSigned(message.TimeUs);
        writer.WriteUnsigned((ulong)message.Attempts);
        writer.WriteSigned(message.ExpectedVersion ?? AnyVersion);
        WriteBytes(writer, message.Message);
    }

    private static ActorTimer ReadTimer(ref ByteCursor cursor)
    {
        var name = Encoding.UTF8.GetString(ReadBytes(ref cursor));
        var (clock, dueUs) = ((TimerClock)cursor.ReadByte(), cursor.ReadSigned());
        var (attempts, retries) = (cursor.ReadCount(int.MaxValue, "tries"), cursor.ReadCount(int.MaxValue, "retries"));
        var hasMessage = cursor.ReadByte() != 0;
        var message = ReadBytes(ref cursor);
        return new ActorTimer(name, clock, dueUs, attempts, retries, hasMessage ? message.ToArray() : null);
    }

    private static StashedMessage ReadStashed(ref ByteCursor cursor, ActorRequest? request)
    {
        var partition = new PartitionId((int)cursor.ReadSigned());
        var (position, timeUs) = (cursor.ReadSigned(), cursor.ReadSigned());
        var (attempts, version) = (cursor.ReadCount(int.MaxValue, "tries"), cursor.ReadSigned());
        return new StashedMessage(
            partition, position, timeUs, attempts, ReadBytes(ref cursor).ToArray(),
            version == AnyVersion ? null : version, request);
    }

    private static void WriteBytes(ByteWriter writer, ReadOnlySpan<byte> bytes)
    {
        writer.WriteUnsigned((ulong)bytes.Length);
        writer.WriteBytes(bytes);
    }

    private static ReadOnlySpan<byte> ReadBytes(ref ByteCursor cursor) =>
        cursor.Take(cursor.ReadCount(cursor.Left, "bytes"));

    private long Earliest(TimerClock clock)
    {
        var earliest = long.MaxValue;
        foreach (var timer in _timers)
        {
            earliest = timer.Clock == clock ? Math.Min(earliest, timer.DueUs) : earliest;
        }

        return earliest;
    }
}
