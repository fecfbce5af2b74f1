using ActorPipeline.Actors;

namespace ActorPipeline.TestKit;

/// <summary>Tells a requester what becomes of its request, unless the process is dying.</summary>
internal sealed class MortalRequester(IRequester requester, Func<bool> isDying) : IRequester
{
    public void OnHandled(object? reply)
    {
        if (!isDying())
        {
            requester.OnHandled(reply);
        }
    }

    public void OnFailed(Exception cause)
    {
        if (!isDying())
        {
            requester.OnFailed(cause);
        }
    }
}
