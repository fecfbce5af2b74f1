namespace ActorPipeline.Actors;

/// <summary>Actors that were stopped, and go on.</summary>
internal sealed partial class ActorTurns<TMessage, TEvent, TState>
{
    /// <summary>
    /// Lets an actor go on that was stopped; what it has put aside came before all that comes now.
    /// </summary>
    public void Resume(int ordinal, ActorRequest request)
    {
        var (page, place) = (_memory.PageOf(ordinal), ordinal & ActorPage.Mask);
        var isStopped = page.Extras(place) is { StoppedBecause: not null };
        _output.Answer(request, isStopped);
        if (isStopped)
        {
            AddFact(ordinal, FactKind.Resumed, _output.NowUs, default);
            Unstash(ordinal, StashCount(ordinal));
        }
    }
}
