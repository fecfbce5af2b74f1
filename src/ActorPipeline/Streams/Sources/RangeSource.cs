namespace ActorPipeline.Streams.Sources;

internal sealed class RangeSource(int start, int count, StageContext context) : Stage<int>
{
    private int _given;

    public override PullStatus Pull(out int item)
    {
        if (!context.TryTake())
        {
            return context.Refuse(out item);
        }

        item = start + _given;
        if (_given == count)
        {
            return PullStatus.Done;
        }

        _given++;
        return PullStatus.Item;
    }

    public override void Close()
    {
    }
}
