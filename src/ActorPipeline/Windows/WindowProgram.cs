using ActorPipeline.Actors;
using ActorPipeline.Emission;
using ActorPipeline.Journal.Format;
using ActorPipeline.Plan;
using ActorPipeline.Records;

namespace ActorPipeline.Windows;

/// <summary>
/// Windowed aggregates as a shard program. An actor's open windows, or panes of them, are a ring of cells; a batch is
/// applied in two passes: find or open each event's cell, then fold, input by input.
/// </summary>
internal sealed class WindowProgram : IShardProgram
{
    private const string RejectedDetail =
        "its actor has as many open windows as engine.max-windows-per-key allows; the record was not applied";

    private readonly List<int> _rejected = [];
    private readonly TextStore _texts = new();
    private readonly CellStore _cells;
    private readonly CellChains _chains;
    private readonly CellLayout _layout;
    private readonly WindowTimes _times;
    private readonly WindowAssigner _assigner;
    private readonly WindowCloser _closer;
    private readonly WindowPageCodec _codec;
    private readonly StateHistory _history;
    private readonly Dictionary<int, FormerLayout> _former = [];
    private WindowPage?[] _pages = [];
    private int _residentPages;

    /// <summary>The program of a plan.</summary>
    public WindowProgram(PipelinePlan plan, StateHistory history)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(history);
        _history = history;
        _times = new WindowTimes(plan.Window, plan.EventTime?.AllowedLatenessUs ?? 0);
        _layout = new CellLayout(history.Current, _times.HasLast, _texts);
        _cells = new CellStore(_layout.Stride);
        _chains = new CellChains(_cells, isKeyedByLast: _times.IsHopping);
        var panes = new Panes(_times, _layout, _cells, _chains);
        _assigner = WindowAssigner.Create(plan, _times, _layout, _cells, _chains, panes);
        _closer = new WindowCloser(
            _times, _layout, _cells, _chains, panes, plan.Engine.CommitBytes / ResultRows.RowBytesOf(plan));
        _codec = new WindowPageCodec(_layout, _cells, _chains, panes, _texts, _times);
    }

    /// <inheritdoc />
    public long StateBytes =>
        ((long)_cells.InUse * _layout.Stride * sizeof(long)) + _texts.MemoryBytes + _chains.IndexBytes
        + (_residentPages * (long)ActorPage.Size * sizeof(int) * (_times.IsHopping ? 2 : 1));

    /// <inheritdoc />
    public bool JournalsMessages => true;

    /// <inheritdoc />
    public void ApplyBatch(EventBatch messages, ShardOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        _rejected.Clear();
        _assigner.Apply(messages, _pages!, _rejected, _layout.Passes);
        foreach (var message in _rejected)
        {
            output.Refuse(message, DeadReason.Rejected, RejectedDetail);
        }
    }

    /// <inheritdoc />
    public void ReplayFacts(ref ByteCursor cursor, int planVersion, Func<int, bool> isWanted) =>
        throw new FormatDamageException("facts of an actor, in a journal of windows");

    /// <inheritdoc />
    public void Replay(EventBatch events, int planVersion)
    {
        if (Former(planVersion) is { } former)
        {
            _assigner.Apply(former.Arrange(events), _pages!, null, former.Passes);
        }
        else
        {
            _assigner.Apply(events, _pages!, null, _layout.Passes);
        }
    }

    /// <inheritdoc />
    public IReadOnlyList<ColumnType> EventTypes(int planVersion) => _history[planVersion].EventTypes;

    /// <inheritdoc />
    public void ClosePage(int page, long watermarkUs, bool isEndOfInput, ShardOutput? output, ActorPage keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        if (!_times.IsGlobal)
        {
            _closer.Close(_pages[page]!, watermarkUs, keys, output?.Results);
        }
        else if (isEndOfInput && output is not null)
        {
            _closer.EmitGlobal(_pages[page]!, keys, output.Results);
        }
    }

    /// <inheritdoc />
    public long CloseThroughUs(int page, long watermarkUs) => _closer.ThroughUs(_pages[page]!, watermarkUs);

    /// <summary>Adds an actor's open windows, oldest first, to results as they are; changes nothing.</summary>
    public void ShowOpen(int ordinal, ResultRows results, ReadOnlySpan<byte> key)
    {
        ArgumentNullException.ThrowIfNull(results);
        _closer.Show(_pages[ordinal >> ActorPage.Shift]!, ordinal & ActorPage.Mask, key, results);
    }

    /// <inheritdoc />
    public long DueUs(int page) => _pages[page]!.DueUs;

    /// <inheritdoc />
    public long AlarmUs(int page) => long.MaxValue;

    /// <inheritdoc />
    public void WakePage(int page, ShardOutput output, ActorPage keys)
    {
    }

    /// <inheritdoc />
    public bool IsEmpty(int ordinal) =>
        !_pages[ordinal >> ActorPage.Shift]!.IsBusy(ordinal & ActorPage.Mask);

    /// <inheritdoc />
    public void AddPage(int page)
    {
        if (page >= _pages.Length)
        {
            Array.Resize(ref _pages, Math.Max(page + 1, _pages.Length * 2));
        }

        _pages[page] = new WindowPage(hasPanes: _times.IsHopping);
        _residentPages++;
    }

    /// <inheritdoc />
    public void WritePage(int page, ActorPage keys, ByteWriter writer) => _codec.Write(_pages[page]!, keys, writer);

    /// <inheritdoc />
    public void LoadPage(int page, ActorPage keys, int planVersion, ref ByteCursor cursor)
    {
        AddPage(page);
        var hasPanes = _history[planVersion].CellFormat != StateLayout.FirstCellFormat;
        _codec.Read(_pages[page]!, keys, Former(planVersion), hasPanes, ref cursor);
        _closer.FindDue(_pages[page]!);
    }

    /// <inheritdoc />
    public void DropPage(int page)
    {
        _closer.Drop(_pages[page]!);
        _pages[page] = null;
        _residentPages--;
    }

    /// <summary>How an older version becomes the present one; null for the present one.</summary>
    private FormerLayout? Former(int planVersion)
    {
        if (planVersion == _history.Current.Version)
        {
            return null;
        }

        if (!_former.TryGetValue(planVersion, out var former))
        {
            former = new FormerLayout(_history[planVersion], _history.Current, _times.HasLast, _layout);
            _former.Add(planVersion, former);
        }

        return former;
    }
}
