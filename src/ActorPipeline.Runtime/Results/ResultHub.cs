using Akka.Actor;

namespace ActorPipeline.Runtime.Results;

/// <summary>
/// Keeps results from their sink's telling to a stream's acknowledgement, and gives them to one stream at a time, as it
/// wants them; others stand in line. A result that is told again while it is here is known by its id.
/// </summary>
internal sealed class ResultHub : UntypedActor
{
    private readonly Dictionary<ResultId, Entry> _entries = [];
    private readonly SortedDictionary<long, Entry> _waiting = [];
    private readonly List<IActorRef> _streams = [];
    private readonly HashSet<IActorRef> _wanting = [];
    private long _arrivals;

    public static Props Props { get; } = Akka.Actor.Props.Create<ResultHub>();

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case CommittedResult result:
                OnResult(result);
                break;
            case ResultAck ack:
                OnAcknowledged(ack);
                break;
            case Attach:
                OnAttach();
                break;
            case Want:
                _wanting.Add(Sender);
                Give();
                break;
            case Terminated ended:
                OnStreamEnded(ended.ActorRef);
                break;
            default:
                break;
        }
    }

    private void OnResult(CommittedResult result)
    {
        if (_entries.TryGetValue(result.Id, out var known))
        {
            known.Sink = Sender;
            return;
        }

        var entry = new Entry(_arrivals++, result) { Sink = Sender };
        _entries.Add(result.Id, entry);
        _waiting.Add(entry.Arrival, entry);
        Give();
    }

    private void OnAcknowledged(ResultAck ack)
    {
        if (_entries.Remove(ack.Id, out var entry))
        {
            _waiting.Remove(entry.Arrival);
            entry.Sink.Tell(ack);
        }
    }

    private void OnAttach()
    {
        Context.Watch(Sender);
        _streams.Add(Sender);
    }

    /// <summary>What it had and did not acknowledge is for the next one.</summary>
    private void OnStreamEnded(IActorRef stream)
    {
        var isFirst = stream.Equals(_streams[0]);
        _streams.Remove(stream);
        _wanting.Remove(stream);
        if (!isFirst)
        {
            return;
        }

        foreach (var entry in _entries.Values)
        {
            _waiting[entry.Arrival] = entry;
        }

        Give();
    }

    private void Give()
    {
        if (_waiting.Count > 0 && _streams.Count > 0 && _wanting.Remove(_streams[0]))
        {
            var (arrival, next) = _waiting.First();
            _waiting.Remove(arrival);
            _streams[0].Tell(next.Result);
        }
    }

    /// <summary>From a stream: it is there.</summary>
    internal sealed class Attach
    {
        public static Attach Instance { get; } = new();
    }

    /// <summary>From a stream: one more.</summary>
    internal sealed class Want
    {
        public static Want Instance { get; } = new();
    }

    private sealed class Entry(long arrival, CommittedResult result)
    {
        public long Arrival => arrival;

        public CommittedResult Result => result;

        public IActorRef Sink { get; set; } = ActorRefs.Nobody;
    }
}
