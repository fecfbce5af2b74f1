namespace ActorPipeline.Streams.Sources;

internal sealed class EnumerableSource<T>(IEnumerable<T> items, StageContext context) : Stage<T>
{
    private IEnumerator<T>? _enumerator;

    public override PullStatus Pull(out T item)
    {
        if (!context.TryTake())
        {
            return context.Refuse(out item);
        }

        _enumerator ??= items.GetEnumerator();
        if (_enumerator.MoveNext())
        {
            item = _enumerator.Current;
            return PullStatus.Item;
        }

        item = default!;
        return PullStatus.Done;
    }

    public override void Close() => _enumerator?.Dispose();
}
