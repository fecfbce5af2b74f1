namespace ActorPipeline.Streams.Junctions;

/// <summary>Each element to one output that wants it. Of several that want, each gets its turn.</summary>
internal sealed class Balance<T>(Stage<T> upstream, int count, bool endsWithFirst, StageContext context)
    : FanOut<T>(upstream, count, endsWithFirst, context)
{
    private int _last = -1;

    protected override PullStatus Distribute(FanOutPort<T> port, out T item)
    {
        if (port.Index == _last && IsAnotherWaiting(port))
        {
            item = default!;
            _last = -1;
            TurnWaiting();
            Context.Waker.Again();
            return PullStatus.Pending;
        }

        var status = PullUpstream(out item);
        if (status == PullStatus.Item)
        {
            _last = port.Index;
        }

        return status;
    }

    private bool IsAnotherWaiting(FanOutPort<T> port)
    {
        foreach (var other in Ports)
        {
            if (other != port && other.IsWaiting)
            {
                return true;
            }
        }

        return false;
    }
}
