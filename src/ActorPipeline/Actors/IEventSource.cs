namespace ActorPipeline.Actors;

/// <summary>Whoever knows how an actor's events are read.</summary>
internal interface IEventSource<TEvent>
    where TEvent : notnull
{
    /// <summary>The events by their names.</summary>
    EventCatalog<TEvent> Catalog { get; }
}
