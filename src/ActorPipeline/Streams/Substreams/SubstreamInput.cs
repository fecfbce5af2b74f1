using ActorPipeline.Streams.Stages;

namespace ActorPipeline.Streams.Substreams;

/// <summary>What a substream pulls from: one place, which the grouping fills.</summary>
internal sealed class SubstreamInput<T>(UpstreamEnd end, StageContext home) : Stage<T>
{
    private T _item = default!;
    private bool _hasItem;
    private bool _wasRefused;

    public bool IsClosed { get; private set; }

    public bool TryGive(T item)
    {
        if (_hasItem)
        {
            _wasRefused = true;
            return false;
        }

        (_item, _hasItem) = (item, true);
        home.Island.Again();
        return true;
    }

    public override PullStatus Pull(out T item)
    {
        item = _item;
        if (!_hasItem)
        {
            return end.Status();
        }

        (_item, _hasItem) = (default!, false);
        if (_wasRefused)
        {
            _wasRefused = false;
            home.Waker.Again();
        }

        return PullStatus.Item;
    }

    public override void Close() => IsClosed = true;
}
