namespace ActorPipeline.Streams.Running;

/// <summary>Where one island ends and another begins.</summary>
internal static class Boundary
{
    private const int JoinCapacity = 16;

    /// <summary>Puts a source into an island of its own, with a queue of some elements before the next stage.</summary>
    public static Stage<T> Create<T>(Source<T> source, int capacity, StageContext context)
    {
        var island = context.NewIsland(source.Name);
        var upstream = source.Create(context.In(island));
        var queue = new BoundaryQueue<T>(capacity, island, context.Waker);
        island.Add(new BoundaryDriver<T>(upstream, queue, context));
        return new BoundaryStage<T>(queue, context);
    }

    /// <summary>
    /// A stage for whoever wants it: itself in its own island, and the end of a boundary in any other, for a stage can
    /// be pulled where it was made only.
    /// </summary>
    public static Stage<T> Join<T>(Stage<T> stage, StageContext home, StageContext here)
    {
        if (here.Island == home.Island)
        {
            return stage;
        }

        var queue = new BoundaryQueue<T>(JoinCapacity, home.Waker, here.Waker);
        home.Island.Add(new BoundaryDriver<T>(stage, queue, home));
        return new BoundaryStage<T>(queue, here);
    }
}

/// <summary>The end that writes. What its upstream fails with is not its own: it passes it on, in line.</summary>
internal sealed class BoundaryDriver<T>(Stage<T> upstream, BoundaryQueue<T> queue, StageContext context) : Driver
{
    public override PullStatus Run()
    {
        PullStatus status;
        Exception? failure = null;
        try
        {
            status = queue.Fill(upstream);
        }
        catch (Exception error) when (context.CanHandle(error))
        {
            (status, failure) = (PullStatus.Done, error);
        }

        if (status == PullStatus.Done)
        {
            queue.End(failure);
        }

        return status;
    }

    public override void Close(Exception? cause) => upstream.Close();
}

/// <summary>The end that reads.</summary>
internal sealed class BoundaryStage<T>(BoundaryQueue<T> queue, StageContext context) : Stage<T>
{
    public override PullStatus Pull(out T item) =>
        context.Island.TryTakeBuffered() ? queue.Read(out item) : context.RefuseBuffered(out item);

    public override void Close() => queue.CloseReader();
}
