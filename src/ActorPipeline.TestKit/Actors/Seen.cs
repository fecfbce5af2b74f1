using ActorPipeline.Actors;

namespace ActorPipeline.TestKit.Actors;

/// <summary>What an actor under test did.</summary>
/// <param name="Events">Its events, as they come back from the journal.</param>
/// <param name="Rows">What it emitted.</param>
/// <param name="Outcomes">Its replies.</param>
/// <param name="DeadLetters">Why timers and messages that were put aside have died.</param>
internal sealed record Seen<TEvent>(
    IReadOnlyList<TEvent> Events,
    IReadOnlyList<object?[]> Rows,
    IReadOnlyList<RequestOutcome> Outcomes,
    IReadOnlyList<string> DeadLetters);
