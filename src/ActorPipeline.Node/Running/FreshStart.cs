using ActorPipeline.Journal;
using ActorPipeline.Node.Configuration;
using ActorPipeline.Node.Screens;
using ActorPipeline.Plan;
using ActorPipeline.Sql;

namespace ActorPipeline.Node.Running;

/// <summary><c>--fresh</c>: removes the state of a pipeline and what it wrote.</summary>
internal static class FreshStart
{
    // The database last: should this be interrupted, the next --fresh finds it and goes on.
    private static readonly string[] JournalFiles =
        [SqliteJournal.FileName + "-wal", SqliteJournal.FileName + "-shm", SqliteJournal.FileName];

    /// <summary>Removes the outputs and the journal; the caller holds the data directory.</summary>
    /// <returns>What was removed, in words.</returns>
    public static IReadOnlyList<string> Remove(PipelineFile file, PathText paths)
    {
        var removed = new List<string>();
        if (file.Plan.Sink is SinkSpec.File sink)
        {
            Delete("results", sink.Path);
        }

        Delete("dead letters", file.Plan.DeadLetterPath);
        foreach (var name in JournalFiles)
        {
            Delete("journal", Path.Combine(file.DataDirectory, name));
        }

        if (removed.Count > 0 && file.Plan.Sink is SinkSpec.Sqlite table)
        {
            removed.Insert(0, $"rows of table {table.Table} in {paths.Of(table.Database)}");
        }

        return removed;

        void Delete(string what, string path)
        {
            var info = new FileInfo(path);
            // An empty file is in nobody's way; and devices are empty, which are not ours to remove.
            if (!info.Exists || info.Length == 0)
            {
                return;
            }

            var length = info.Length;
            try
            {
                info.Delete();
                removed.Add($"{what} {paths.Of(path)} ({NumberText.Bytes(length)})");
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new JournalException(
                    $"--fresh can't remove {paths.Of(path)}: {e.Message} Check that this user may write there.",
                    JournalFault.ReadOnly,
                    e);
            }
        }
    }
}
