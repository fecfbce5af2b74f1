namespace ActorPipeline.Streams.Sources;

internal sealed class ArraySource<T>(T[] items, StageContext context) : Stage<T>
{
    private int _next;

    public override PullStatus Pull(out T item)
    {
        if (!context.TryTake())
        {
            return context.Refuse(out item);
        }

        var next = _next;
        if ((uint)next >= (uint)items.Length)
        {
            item = default!;
            return PullStatus.Done;
        }

        item = items[next];
        _next = next + 1;
        return PullStatus.Item;
    }

    public override void Close()
    {
    }
}
