using System.Text.Json;
using ActorPipeline.Journal;

namespace ActorPipeline.Plan;

/// <summary>The layouts of all versions of a plan that a journal has seen; the last one is the present.</summary>
internal sealed class StateHistory
{
    /// <summary>Name of the journal's value that holds it.</summary>
    public const string JournalValue = "layouts";

    private readonly IReadOnlyList<StateLayout> _layouts;

    private StateHistory(IReadOnlyList<StateLayout> layouts) => _layouts = layouts;

    /// <summary>All layouts, the oldest first.</summary>
    public IReadOnlyList<StateLayout> Layouts => _layouts;

    /// <summary>The layout that is written now.</summary>
    public StateLayout Current => _layouts[^1];

    /// <summary>A history of one plan, for state that starts with it.</summary>
    public static StateHistory Of(PipelinePlan plan) => new([StateLayout.Of(plan)]);

    /// <summary>The history in a journal, with the plan as its last entry; written back where that is new.</summary>
    public static StateHistory Open(IJournal journal, PipelinePlan plan)
    {
        ArgumentNullException.ThrowIfNull(journal);
        var history = Read(journal, plan);
        journal.Keep(JournalValue, history.ToJson());
        return history;
    }

    /// <summary>The history that a journal's value holds, with the plan as its last entry.</summary>
    public static StateHistory Read(byte[]? value, PipelinePlan plan) =>
        Of(value is null ? [] : Parse(value), plan);

    /// <summary>What a journal's value holds.</summary>
    public byte[] ToJson() =>
        JsonSerializer.SerializeToUtf8Bytes(_layouts, PlanIdentityJson.Default.IReadOnlyListStateLayout);

    /// <summary>
    /// The history in a journal, for a look at it: a plan that has changed since does not become part of it.
    /// </summary>
    public static StateHistory Read(IJournal journal, PipelinePlan plan)
    {
        ArgumentNullException.ThrowIfNull(journal);
        return Of(Journaled(journal), plan);
    }

    private static StateHistory Of(IReadOnlyList<StateLayout> layouts, PipelinePlan plan)
    {
        var former = layouts.Count == 0 ? null : layouts[^1];
        var current = StateLayout.Of(plan, former);
        return new StateHistory(current == former ? layouts : [.. layouts, current]);
    }

    /// <summary>The layouts that a journal has, the oldest first; of no plan that has yet to run.</summary>
    public static IReadOnlyList<StateLayout> Journaled(IJournal journal)
    {
        ArgumentNullException.ThrowIfNull(journal);
        return journal.ReadValue(JournalValue) is { } json ? Parse(json) : [];
    }

    /// <summary>The layout of a version that some blob names.</summary>
    /// <exception cref="JournalException">There is no such version.</exception>
    public StateLayout this[int version] =>
        _layouts.FirstOrDefault(l => l.Version == version) ?? throw new JournalException(
            $"The journal has a blob of plan version {version}, but knows versions up to {Current.Version} only. "
            + "Restore the data directory from a backup, or start over with --fresh.", JournalFault.Corrupt);

    private static IReadOnlyList<StateLayout> Parse(byte[] json)
    {
        IReadOnlyList<StateLayout> layouts;
        try
        {
            layouts = JsonSerializer.Deserialize(json, PlanIdentityJson.Default.IReadOnlyListStateLayout)
                ?? throw new JsonException("null");
        }
        catch (JsonException e)
        {
            throw new JournalException(
                "The journal's list of plan versions can't be read: its JSON is damaged. Restore the data directory "
                + "from a backup, or start over with --fresh.", JournalFault.Corrupt, e);
        }

        var newest = layouts.Select(l => l.CellFormat).DefaultIfEmpty().Max();
        return newest <= StateLayout.PresentCellFormat ? layouts : throw new JournalException(
            $"The journal was written by a newer ActorPipeline, which keeps windows in format {newest}; this one knows "
            + $"formats up to {StateLayout.PresentCellFormat}. Run the newer one, or start over with --fresh.",
            JournalFault.Incompatible);
    }
}
