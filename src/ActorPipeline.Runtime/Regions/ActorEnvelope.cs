namespace ActorPipeline.Runtime.Regions;

/// <summary>
/// A message to one of a pipeline's actors, told to the pipeline's region by any actor. Telling is at most once: a
/// message may be lost with the process, or on its way from another one, and then there is no answer. Whoever sends
/// it again makes that harmless, for example by <see cref="ExpectedVersion"/>. The sender gets, once all that the
/// message did is on disk, the reply, or <see cref="Akka.Done"/> where the actor replied nothing; or a
/// <see cref="Akka.Actor.Status.Failure"/> with what <see cref="ActorRegion{TMessage}.AskAsync{TReply}"/> throws: a
/// full mailbox, a version conflict, an exception of the actor itself.
/// </summary>
/// <param name="Key">The actor's key as text; the parts of a key with several are joined by <c>|</c>.</param>
/// <param name="Message">What the actor is told.</param>
/// <param name="ExpectedVersion">The version that the actor must have; null for any.</param>
public sealed record ActorEnvelope(string Key, object Message, long? ExpectedVersion = null);
