namespace ActorPipeline.Streams.Sources;

internal sealed class RepeatSource<T>(T value, StageContext context) : Stage<T>
{
    public override PullStatus Pull(out T item)
    {
        if (!context.TryTake())
        {
            return context.Refuse(out item);
        }

        item = value;
        return PullStatus.Item;
    }

    public override void Close()
    {
    }
}
