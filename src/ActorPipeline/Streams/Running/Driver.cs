namespace ActorPipeline.Streams.Running;

/// <summary>What pulls: a sink, or the near end of a queue. An island runs its drivers in turn.</summary>
internal abstract class Driver
{
    /// <summary>Whether the driver has ended; set by its island.</summary>
    public bool IsOver { get; set; }

    /// <summary>Pulls until its upstream has nothing now, or no more.</summary>
    public abstract PullStatus Run();

    /// <summary>Releases what it holds and closes its upstream; once.</summary>
    /// <param name="cause">Why the graph is torn down; null when the driver ended by itself.</param>
    public abstract void Close(Exception? cause);
}
