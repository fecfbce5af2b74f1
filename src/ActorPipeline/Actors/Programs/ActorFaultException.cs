namespace ActorPipeline.Actors;

/// <summary>
/// An actor's <c>Apply</c> threw, which it must not: its state is in doubt, and so is its shard's, which restarts.
/// </summary>
internal sealed class ActorFaultException(int ordinal, Exception cause) : Exception(cause.Message, cause)
{
    /// <summary>The actor at fault.</summary>
    public int Ordinal { get; } = ordinal;
}
