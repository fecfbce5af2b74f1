using ActorPipeline.Routing;
using ActorPipeline.Sharding;

namespace ActorPipeline.TestKit.Simulation.Nodes;

/// <summary>A node's shard log: appends fail, or happen twice, at once or after the next entry.</summary>
internal sealed class NodeShardLog(IShardLog inner, ArmedFaults faults) : IShardLog
{
    private RoutedBatch? _kept;

    public void Append(RoutedBatch batch)
    {
        var kept = _kept;
        _kept = null;
        if (kept is null && faults.Take("a batch", FaultKind.AppendDoubledLater) is not null)
        {
            // The log itself reads it too, so that nobody gives it back before it is appended again.
            batch.AddReaders(1);
            _kept = batch;
        }

        Append(() => inner.Append(batch));
        AppendAgain(kept);
    }

    public void Append(Punctuation news)
    {
        var kept = _kept;
        _kept = null;
        Append(() => inner.Append(news));
        AppendAgain(kept);
    }

    private void AppendAgain(RoutedBatch? kept)
    {
        if (kept is not null)
        {
            inner.Append(kept);
            kept.Release();
        }
    }

    private void Append(Action append)
    {
        var fault = faults.Take(
            "an append", FaultKind.AppendFails, FaultKind.AppendReplyLost, FaultKind.AppendDoubled);
        if (fault?.Kind == FaultKind.AppendFails)
        {
            throw new CrashException("could not append");
        }

        append();
        switch (fault?.Kind)
        {
            case FaultKind.AppendDoubled:
                append();
                break;
            case FaultKind.AppendReplyLost:
                throw new CrashException("appended, and did not know");
        }
    }
}
