using ActorPipeline.Journal.Format;

namespace ActorPipeline.Actors;

/// <summary>What a program of C# actors shows of them to an operator.</summary>
internal interface IActorViewer
{
    /// <summary>An actor, in words. Its page is resident.</summary>
    ActorState Show(int ordinal);

    /// <summary>Reads a frame of facts, from the byte after its kind, and hands over an actor's own events.</summary>
    /// <param name="cursor">The frame; left at its end.</param>
    /// <param name="planVersion">The version of the plan that it was written under.</param>
    /// <param name="ordinal">The actor.</param>
    /// <param name="reader">Takes time in microseconds, the event's name and its content.</param>
    /// <param name="onForgotten">Called where the actor begins anew.</param>
    void ReadEvents(
        ref ByteCursor cursor, int planVersion, int ordinal, Action<long, string, string> reader, Action onForgotten);
}
