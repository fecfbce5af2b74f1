using ActorPipeline.Journal;
using ActorPipeline.Plan;
using ActorPipeline.Sinks;
using ActorPipeline.Sources;
using ActorPipeline.Sql;
using ActorPipeline.Sql.Sqlite;

namespace RecordPath.Tests.Crash;

/// <summary>An uninterrupted run, write by write, and what comes of running on after a crash at one of them.</summary>
internal sealed class Recording : IDisposable
{
    /// <summary>Small pages and a small log: it is folded in, and started over, several times in a run.</summary>
    private static readonly SqliteJournalSettings Small = new()
    {
        PageSize = 1024, CheckpointBytes = 48 * 1024, SweepCommits = 3,
    };

    private readonly Scratch _scratch = new();
    private readonly PipelinePlan _plan;
    private readonly Outputs _expected;

    public Recording(Func<string, SinkSpec?> sink)
    {
        Input.WriteInput(_scratch.Path);
        _plan = Input.Plan(_scratch.Path, sink(_scratch.Path));
        using var journal = new TapedJournal(SqliteJournal.Open(_scratch.Path, Small), _scratch.Path);
        Pipelines.Run(_plan, journal, seed: 3);
        _expected = Outputs.Read(_plan, journal);
        Tape = journal.Tape;
    }

    public static Workload Input { get; } = new(Seed: 5);

    public IReadOnlyList<CrashImage> Tape { get; }

    /// <summary>Runs on what a crash left; null when everything comes out right, else why it was refused.</summary>
    public string? RunOn(CrashImage image, int seed, string where)
    {
        _scratch.Clear();
        image.WriteTo(_scratch.Path);
        Input.WriteInput(_scratch.Path);
        try
        {
            using var journal = SqliteJournal.Open(_scratch.Path, Small);
            Pipelines.Run(_plan, journal, seed);
            Outputs.AssertSame(_expected, Outputs.Read(_plan, journal), where);
            return null;
        }
        catch (Exception refusal) when (refusal is JournalException or SinkException or SourceException)
        {
            return refusal.Message;
        }
        catch (Exception bug) when (bug is not Xunit.Sdk.XunitException)
        {
            throw new InvalidOperationException(where, bug);
        }
    }

    public void Dispose() => _scratch.Dispose();
}
