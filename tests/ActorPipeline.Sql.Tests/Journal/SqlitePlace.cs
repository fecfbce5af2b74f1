using ActorPipeline.Journal;

namespace ActorPipeline.Sql.Tests.Journal;

/// <summary>A temporary directory; the journals that were opened in it are closed with it.</summary>
public sealed class SqlitePlace : IJournalPlace
{
    private readonly List<IJournal> _open = [];

    public string Path { get; } = Directory.CreateTempSubdirectory("journal-").FullName;

    public IJournal Open()
    {
        var journal = SqliteJournal.Open(Path);
        _open.Add(journal);
        return journal;
    }

    public IJournalPlace Crash()
    {
        // The shared-memory index is left out, as it would be after a power failure.
        var after = new SqlitePlace();
        foreach (var name in new[] { "journal.db", "journal.db-wal" })
        {
            File.Copy(System.IO.Path.Combine(Path, name), System.IO.Path.Combine(after.Path, name));
        }

        return after;
    }

    public void Dispose()
    {
        foreach (var journal in _open)
        {
            journal.Dispose();
        }

        Directory.Delete(Path, recursive: true);
    }
}
