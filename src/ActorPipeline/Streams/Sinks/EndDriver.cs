namespace ActorPipeline.Streams.Sinks;

/// <summary>The first or the last element. The first ends the stream.</summary>
internal sealed class EndDriver<T>(Stage<T> upstream, bool isFirst) : ResultDriver<T, T>(upstream)
{
    private T _item = default!;
    private bool _hasItem;

    public override PullStatus Run()
    {
        PullStatus status;
        while ((status = Upstream.Pull(out var item)) == PullStatus.Item)
        {
            (_item, _hasItem) = (item, true);
            if (isFirst)
            {
                return PullStatus.Done;
            }
        }

        return status;
    }

    protected override T GetResult() =>
        _hasItem ? _item : throw new InvalidOperationException("the stream ended without an element");
}
