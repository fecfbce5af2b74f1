namespace ActorPipeline.Streams.Sources;

/// <summary>Gives nothing, and ends only when the graph does.</summary>
internal sealed class NeverSource<T>(StageContext context) : Stage<T>
{
    public override PullStatus Pull(out T item)
    {
        item = default!;
        return context.IsStopping ? context.Refuse(out item) : PullStatus.Pending;
    }

    public override void Close()
    {
    }
}
