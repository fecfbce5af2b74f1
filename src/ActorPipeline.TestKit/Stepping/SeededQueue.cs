using Akka.Actor;
using Akka.Dispatch;
using Akka.Dispatch.MessageQueues;

namespace ActorPipeline.TestKit.Stepping;

/// <summary>The messages of an actor, in order; and the stage of the record path that it belongs to.</summary>
internal sealed class SeededQueue : IMessageQueue, IUnboundedDequeBasedMessageQueueSemantics,
    IMultipleConsumerSemantics
{
    private const int DepthOfStages = 2;

    private readonly Lock _lock = new();
    private readonly LinkedList<Envelope> _messages = [];

    public SeededQueue(IActorRef? owner)
    {
        var path = owner?.Path.Elements ?? [];
        Stage = path.Count <= DepthOfStages ? "pipeline"
            : path[DepthOfStages].StartsWith("StreamSupervisor", StringComparison.Ordinal) ? "readers"
            : path[DepthOfStages];
    }

    /// <summary>The name of the actor below the pipeline: <c>shard-3</c>, <c>journal</c>; <c>readers</c>.</summary>
    public string Stage { get; }

    public bool HasMessages => Count > 0;

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _messages.Count;
            }
        }
    }

    public void Enqueue(IActorRef receiver, Envelope envelope)
    {
        lock (_lock)
        {
            _messages.AddLast(envelope);
        }
    }

    public void EnqueueFirst(Envelope envelope)
    {
        lock (_lock)
        {
            _messages.AddFirst(envelope);
        }
    }

    public bool TryDequeue(out Envelope envelope)
    {
        lock (_lock)
        {
            envelope = _messages.First?.Value ?? default;
            if (_messages.Count == 0)
            {
                return false;
            }

            _messages.RemoveFirst();
            return true;
        }
    }

    public void CleanUp(IActorRef owner, IMessageQueue deadletters)
    {
        while (TryDequeue(out var envelope))
        {
            deadletters.Enqueue(owner, envelope);
        }
    }
}
