using ActorPipeline.Journal;

namespace ActorPipeline.Runtime.Tests.Persistence;

public sealed class MemoryPlace : AdapterPlace
{
    protected override IJournal Create(string pipeline) => new InMemoryJournal();
}
