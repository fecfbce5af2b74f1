namespace ActorPipeline.Streams.Running;

/// <summary>Whom a stage tells that it is worth pulling again.</summary>
internal abstract class Waker
{
    /// <summary>From any thread.</summary>
    public abstract void Wake();

    /// <summary>From the thread that pulls, while it does: another round is due.</summary>
    public abstract void Again();
}
