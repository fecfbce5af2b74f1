namespace ActorPipeline.Journal;

/// <summary>A snapshot page as an <see cref="InMemoryJournal"/> keeps it.</summary>
internal sealed record InMemoryPage(int Page, long Sequence, byte[] Index, byte[] State);
