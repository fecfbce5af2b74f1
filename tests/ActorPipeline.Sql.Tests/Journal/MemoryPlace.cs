using ActorPipeline.Journal;

namespace ActorPipeline.Sql.Tests.Journal;

public sealed class MemoryPlace : IJournalPlace
{
    private readonly InMemoryJournal _journal;

    public MemoryPlace()
        : this(new InMemoryJournal())
    {
    }

    private MemoryPlace(InMemoryJournal journal) => _journal = journal;

    public IJournal Open() => _journal;

    public IJournalPlace Crash() => new MemoryPlace(_journal.Snapshot());

    public void Dispose() => _journal.Dispose();
}
