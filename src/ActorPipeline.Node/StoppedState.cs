using ActorPipeline.Journal;
using ActorPipeline.Node.Configuration;
using ActorPipeline.Runtime.Persistence;
using ActorPipeline.Runtime.Persistence.Copying;
using ActorPipeline.Sql;

namespace ActorPipeline.Node;

/// <summary>The journal of a pipeline that does not run, held so that it does not begin to.</summary>
internal sealed class StoppedState : IDisposable
{
    private readonly IDisposable[] _held;

    private StoppedState(IJournal journal, params IDisposable[] held) => (Journal, _held) = (journal, held);

    /// <summary>The journal.</summary>
    public IJournal Journal { get; }

    /// <exception cref="JournalException">It runs, or its journal can't be read.</exception>
    public static StoppedState Open(PipelineFile file)
    {
        var directory = DataDirectory.Open(file.DataDirectory);
        IDisposable? journal = null;
        try
        {
            if (file.Journal is JournalSpec.Persistence)
            {
                var access = JournalAccess.Look(file.Journal, directory.Path, file.Plan.Name);
                journal = access;
                JournalMark.Refuse(access.Reads);
                return new StoppedState(access.Reads, access, directory);
            }

            var embedded = SqliteJournal.Open(directory.Path);
            journal = embedded;
            JournalMark.Refuse(embedded);
            return new StoppedState(embedded, embedded, directory);
        }
        catch
        {
            journal?.Dispose();
            directory.Dispose();
            throw;
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var held in _held)
        {
            held.Dispose();
        }
    }
}
