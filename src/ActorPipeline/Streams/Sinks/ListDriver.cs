namespace ActorPipeline.Streams.Sinks;

internal sealed class ListDriver<T>(Stage<T> upstream) : ResultDriver<T, IReadOnlyList<T>>(upstream)
{
    private readonly List<T> _items = [];

    public override PullStatus Run()
    {
        PullStatus status;
        while ((status = Upstream.Pull(out var item)) == PullStatus.Item)
        {
            _items.Add(item);
        }

        return status;
    }

    protected override IReadOnlyList<T> GetResult() => _items;
}
