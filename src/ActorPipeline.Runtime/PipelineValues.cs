using ActorPipeline.Journal;
using ActorPipeline.Plan;
using ActorPipeline.Sources;
using Akka.Actor;
using static ActorPipeline.Runtime.Persistence.JournalProtocol;

namespace ActorPipeline.Runtime;

/// <summary>
/// The named values that a pipeline keeps in its journal: the source's own state, what its plans' versions mean, and
/// the plan. Which are read, and which are written when something is new.
/// </summary>
internal sealed class PipelineValues(PipelineParts parts, IActorRef journal)
{
    /// <summary>The values; the plan last, for where there is a plan there is a state.</summary>
    public static readonly IReadOnlyList<string> Names =
        [SourceFactory.JournalValue, StateHistory.JournalValue, PlanIdentity.JournalValue];

    private readonly Dictionary<string, byte[]?> _values = [];
    private int _writing;

    /// <summary>Asks for all.</summary>
    public void Read()
    {
        foreach (var name in Names)
        {
            journal.Tell(new ReadValue(name));
        }
    }

    /// <summary>Takes an answer; whether nothing more is to come.</summary>
    /// <exception cref="JournalException">A value can't be read or written.</exception>
    public bool Take(object answer)
    {
        switch (answer)
        {
            case ValueRead read:
                _values[read.Name] = read.Value?.ToArray();
                return _values.Count == Names.Count;
            case ValueWritten:
                return --_writing == 0;
            case ValueFailed failed:
                throw new JournalException(failed.Cause, failed.Fault);
            default:
                return false;
        }
    }

    /// <summary>Opens the source where the last run left it, and makes the parts that depend on all this.</summary>
    /// <returns>Whether nothing is to be written.</returns>
    public bool Open()
    {
        var (plan, services, saved) = (parts.Plan, parts.Services, _values[SourceFactory.JournalValue]);
        parts.Source = services.OpenSource is { } open
            ? open(plan, saved)
            : SourceFactory.Open(plan.Source, saved, services.Time);
        var history = StateHistory.Read(_values[StateHistory.JournalValue], plan);
        parts.Make(history);
        Keep(SourceFactory.JournalValue, parts.Source.State.ToArray());
        Keep(StateHistory.JournalValue, history.ToJson());
        return _writing == 0;
    }

    /// <summary>Only a plan whose source and sinks could be opened is worth remembering.</summary>
    /// <returns>Whether it is remembered already.</returns>
    public bool KeepPlan()
    {
        Keep(PlanIdentity.JournalValue, PlanIdentity.Of(parts.Plan).ToJson());
        return _writing == 0;
    }

    private void Keep(string name, byte[] value)
    {
        if (!value.AsSpan().SequenceEqual(_values[name]))
        {
            _writing++;
            journal.Tell(new WriteValue(name, value));
        }
    }
}
