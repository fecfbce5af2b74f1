namespace ActorPipeline.Streams.Junctions;

/// <summary>Each element to every output; the slowest says how fast.</summary>
internal sealed class Broadcast<T>(Stage<T> upstream, int count, bool endsWithFirst, StageContext context)
    : FanOut<T>(upstream, count, endsWithFirst, context)
{
    protected override PullStatus Distribute(FanOutPort<T> port, out T item)
    {
        foreach (var other in Ports)
        {
            if (other.HasItem)
            {
                item = default!;
                return PullStatus.Pending;
            }
        }

        var status = PullUpstream(out item);
        if (status == PullStatus.Item)
        {
            foreach (var other in Ports)
            {
                if (other != port && !other.IsClosed)
                {
                    Put(other, item);
                }
            }
        }

        return status;
    }
}
