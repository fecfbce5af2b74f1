using ActorPipeline.TestKit.Journals;
using ActorPipeline.Actors;
using ActorPipeline.Emission;
using ActorPipeline.Journal;
using ActorPipeline.Journal.Format;
using ActorPipeline.Records;
using ActorPipeline.TestKit.Simulation;
using ActorPipeline.TestKit.Simulation.Nodes;
using ActorPipeline.TestKit.Simulation.Scripted;

namespace ActorPipeline.TestKit.Tests.Simulation;

/// <summary>Bugs that only pipelines of actors can tell, for the simulator to find.</summary>
internal static class BrokenActors
{
    /// <summary>As a disk does that is not told to sync: what is answered may be gone after a crash.</summary>
    public static readonly SimulationOptions AnswersBeforeTheCommit = new()
    {
        WrapJournal = journal => new LazyJournal(journal),
    };

    public static readonly SimulationOptions TimersThatFireAgainAfterARestart = new()
    {
        WrapProgram = program => new ForgetfulProgram(program, FactKind.TimerGone),
    };

    public static readonly SimulationOptions MessagesPutAsideThatAreLostInARestart = new()
    {
        WrapProgram = program => new ForgetfulProgram(program, FactKind.Stashed),
    };

    public static readonly SimulationOptions ActorThatIsNotPure = new()
    {
        CreateActor = traits => new ImpureActor(traits),
    };

    public static readonly SimulationOptions ClientThatExpectsNoVersion = new() { ClientExpectsVersions = false };

    private sealed class ImpureActor(Traits traits) : ScriptedActor(traits)
    {
        private const int Often = 50;

        private int _applied;

        public override Known Apply(Known state, Happened @event) => ++_applied % Often == 0
            ? base.Apply(state, @event with { Number = @event.Number + 1 })
            : base.Apply(state, @event);
    }

    /// <summary>Says that a commit of shards has happened, and writes it before the next one.</summary>
    private sealed class LazyJournal(IJournal inner) : JournalDecorator(inner, ownsInner: false)
    {
        private CommitGroup? _kept;

        public override void Commit(CommitGroup group)
        {
            if (_kept is { } kept)
            {
                _kept = null;
                Inner.Commit(kept);
            }

            _kept = CommitCopy.Of(group);
            foreach (var commit in group.Shards)
            {
                commit.Outcome = CommitOutcome.Committed;
            }
        }
    }

    /// <summary>When state is rebuilt, facts of a kind are left out.</summary>
    private sealed class ForgetfulProgram(IShardProgram inner, int kind) : IShardProgram
    {
        public long StateBytes => inner.StateBytes;

        public bool JournalsMessages => inner.JournalsMessages;

        public void ApplyBatch(EventBatch messages, ShardOutput output) => inner.ApplyBatch(messages, output);

        public void Replay(EventBatch events, int planVersion) => inner.Replay(events, planVersion);

        public void ReplayFacts(ref ByteCursor cursor, int planVersion, Func<int, bool> isWanted)
        {
            var kept = new FactLog(isNamed: false);
            FactLog.Read(ref cursor, (ordinal, factKind, timeUs, payload) =>
            {
                if (factKind != kind)
                {
                    var from = kept.Payloads.Length;
                    kept.Payloads.Append(payload);
                    kept.Add(ordinal, factKind, timeUs, from);
                }
            });
            var writer = new ByteWriter();
            kept.WriteTo(writer);
            var rest = new ByteCursor(writer.Written);
            inner.ReplayFacts(ref rest, planVersion, isWanted);
        }

        public IReadOnlyList<ColumnType> EventTypes(int planVersion) => inner.EventTypes(planVersion);

        public void ClosePage(int page, long watermarkUs, bool isEndOfInput, ShardOutput? output, ActorPage keys) =>
            inner.ClosePage(page, watermarkUs, isEndOfInput, output, keys);

        public void WakePage(int page, ShardOutput output, ActorPage keys) => inner.WakePage(page, output, keys);

        public long DueUs(int page) => inner.DueUs(page);

        public long AlarmUs(int page) => inner.AlarmUs(page);

        public bool IsDismissed(int page, int actors) => inner.IsDismissed(page, actors);

        public bool IsEmpty(int ordinal) => inner.IsEmpty(ordinal);

        public void AddPage(int page) => inner.AddPage(page);

        public void WritePage(int page, ActorPage keys, ByteWriter writer) => inner.WritePage(page, keys, writer);

        public void LoadPage(int page, ActorPage keys, int planVersion, ref ByteCursor cursor) =>
            inner.LoadPage(page, keys, planVersion, ref cursor);

        public void DropPage(int page) => inner.DropPage(page);
    }
}
