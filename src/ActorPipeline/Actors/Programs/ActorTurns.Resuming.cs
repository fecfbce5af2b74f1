namespace ActorPipeline.Actors;

/// <summary>
/// What others than the actor itself want of it: to go on after it was stopped, to do something later, to stop.
/// </summary>
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

    /// <summary>Stops an actor whose <c>Apply</c> throws, whatever is tried.</summary>
    public void Condemn(int ordinal, string reason) => Stop(ordinal, _output.NowUs, reason);

    /// <summary>Delivers a message to an actor later; it need not know of it until then.</summary>
    public void Schedule(int ordinal, long timeUs, ScheduleRequest<TMessage> request)
    {
        try
        {
            _definition.RequireMessages("ScheduleAsync");
            var (name, delayUs, retries) = request.Job;
            ChangeTimer(ordinal, timeUs, new TimerChange(
                name, TimerClock.Node, delayUs, retries, _definition.Encode(request.Message)));
            _output.Answer(request, reply: null);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            _output.Answer(request, null, failure);
        }
    }
}
