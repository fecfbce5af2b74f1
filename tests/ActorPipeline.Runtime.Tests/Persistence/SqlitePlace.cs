using ActorPipeline.Journal;
using ActorPipeline.Sql;

namespace ActorPipeline.Runtime.Tests.Persistence;

public sealed class SqlitePlace : AdapterPlace
{
    private readonly string _directory = Directory.CreateTempSubdirectory("journals").FullName;

    protected override IJournal Create(string pipeline) =>
        SqliteJournal.Open(Directory.CreateDirectory(Path.Combine(_directory, pipeline)).FullName);

    protected override void Clear() => Directory.Delete(_directory, recursive: true);
}
