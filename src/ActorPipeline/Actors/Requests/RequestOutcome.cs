namespace ActorPipeline.Actors;

/// <summary>What becomes of a request when the commit that it is part of is on disk.</summary>
/// <param name="Request">The request.</param>
/// <param name="Reply">What the actor replied; null for nothing.</param>
/// <param name="Failure">Why it was not handled; null when it was.</param>
internal readonly record struct RequestOutcome(ActorRequest Request, object? Reply, Exception? Failure)
{
    public void Deliver()
    {
        if (Failure is null)
        {
            Request.Complete(Reply);
        }
        else
        {
            Request.Fail(Failure);
        }
    }
}
