using ActorPipeline.Actors;
using ActorPipeline.Emission;
using ActorPipeline.Journal.Format;
using ActorPipeline.Plan;
using ActorPipeline.Records;

namespace ActorPipeline.Windows;

/// <summary>
/// Windowed aggregates as a shard program. An actor's open windows are a chain of cells, newest first; a batch is
/// applied in two passes: find or open each event's cells, then fold, aggregate by aggregate.
/// </summary>
public sealed class WindowProgram : IShardProgram
{
    private readonly TextStore _texts = new();
    private readonly CellStore _cells;
    private readonly CellLayout _layout;
    private readonly WindowTimes _times;
    private readonly WindowAssigner _assigner;
    private readonly WindowPageCodec _codec;
    private readonly StateHistory _history;
    private readonly Dictionary<int, FormerLayout> _former = [];
    private readonly List<int> _due = [];
    private WindowPage?[] _pages = [];
    private int _residentPages;

    /// <summary>The program of a plan.</summary>
    public WindowProgram(PipelinePlan plan, StateHistory history)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(history);
        _history = history;
        _layout = new CellLayout(history.Current, plan.Window is WindowSpec.Session, _texts);
        _cells = new CellStore(_layout.Stride);
        _times = new WindowTimes(plan.Window, plan.EventTime?.AllowedLatenessUs ?? 0);
        _assigner = WindowAssigner.Create(plan, _times, _layout, _cells);
        _codec = new WindowPageCodec(_layout, _cells, _texts, _times);
    }

    /// <inheritdoc />
    public long StateBytes =>
        ((long)_cells.InUse * _layout.Stride * sizeof(long)) + (_residentPages * (long)ActorPage.Size * sizeof(int))
        + _texts.MemoryBytes;

    /// <inheritdoc />
    public void ApplyBatch(EventBatch events, List<int> rejected) =>
        _assigner.Apply(events, _pages!, rejected, _layout.Folds);

    /// <inheritdoc />
    public void Replay(EventBatch events, int planVersion)
    {
        if (Former(planVersion) is { } former)
        {
            _assigner.Apply(former.Arrange(events), _pages!, null, former.Folds);
        }
        else
        {
            _assigner.Apply(events, _pages!, null, _layout.Folds);
        }
    }

    /// <inheritdoc />
    public IReadOnlyList<ColumnType> EventTypes(int planVersion) => _history[planVersion].EventTypes;

    /// <inheritdoc />
    public void ClosePage(int page, long watermarkUs, bool isEndOfInput, ResultRows? results, ActorPage keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        var state = _pages[page]!;
        var dueUs = long.MaxValue;
        for (var place = 0; place < ActorPage.Size; place++)
        {
            ref var head = ref state.Heads[place];
            if (head == CellStore.None)
            {
                continue;
            }

            if (_times.IsGlobal)
            {
                if (isEndOfInput && results is not null)
                {
                    Emit(head, results, keys.KeyOf(place));
                }

                continue;
            }

            // Starts, and the last times of sessions, descend along a chain: what is due is its tail.
            ref var link = ref head;
            var open = UnlinkDue(ref link, watermarkUs);
            dueUs = Math.Min(dueUs, open);
            EmitDue(results, keys, place);
        }

        state.DueUs = dueUs;
    }

    /// <summary>Adds an actor's open windows, oldest first, to results as they are; changes nothing.</summary>
    public void ShowOpen(int ordinal, ResultRows results, ReadOnlySpan<byte> key)
    {
        ArgumentNullException.ThrowIfNull(results);
        var cells = new Stack<int>();
        var head = _pages[ordinal >> ActorPage.Shift]!.Heads[ordinal & ActorPage.Mask];
        for (var cell = head; cell != CellStore.None; cell = (int)_cells.At(cell, CellLayout.NextWord))
        {
            cells.Push(cell);
        }

        foreach (var cell in cells)
        {
            Emit(cell, results, key);
        }
    }

    /// <inheritdoc />
    public long DueUs(int page) => _pages[page]!.DueUs;

    /// <inheritdoc />
    public bool IsEmpty(int ordinal) =>
        _pages[ordinal >> ActorPage.Shift]!.Heads[ordinal & ActorPage.Mask] == CellStore.None;

    /// <inheritdoc />
    public void AddPage(int page)
    {
        if (page >= _pages.Length)
        {
            Array.Resize(ref _pages, Math.Max(page + 1, _pages.Length * 2));
        }

        _pages[page] = new WindowPage();
        _residentPages++;
    }

    /// <inheritdoc />
    public void WritePage(int page, ActorPage keys, ByteWriter writer) => _codec.Write(_pages[page]!, keys, writer);

    /// <inheritdoc />
    public void LoadPage(int page, ActorPage keys, int planVersion, ref ByteCursor cursor)
    {
        AddPage(page);
        _codec.Read(_pages[page]!, keys, Former(planVersion), ref cursor);
    }

    /// <inheritdoc />
    public void DropPage(int page)
    {
        foreach (var head in _pages[page]!.Heads)
        {
            for (var cell = head; cell != CellStore.None;)
            {
                var next = (int)_cells.At(cell, CellLayout.NextWord);
                Release(cell);
                cell = next;
            }
        }

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
            former = new FormerLayout(_history[planVersion], _history.Current, _times.IsSession, _layout);
            _former.Add(planVersion, former);
        }

        return former;
    }

    /// <summary>Cuts the due tail off a chain into <see cref="_due"/>; returns when the oldest that stays is due.</summary>
    private long UnlinkDue(ref int head, long watermarkUs)
    {
        _due.Clear();
        var (previous, cell, openUs) = (CellStore.None, head, long.MaxValue);
        while (cell != CellStore.None)
        {
            var dueUs = DueOf(cell);
            if (dueUs <= watermarkUs)
            {
                _due.Add(cell);
            }
            else
            {
                (previous, openUs) = (cell, dueUs);
            }

            cell = (int)_cells.At(cell, CellLayout.NextWord);
        }

        if (_due.Count > 0)
        {
            if (previous == CellStore.None)
            {
                head = CellStore.None;
            }
            else
            {
                _cells.At(previous, CellLayout.NextWord) = CellStore.None;
            }
        }

        return openUs;
    }

    private void EmitDue(ResultRows? results, ActorPage keys, int place)
    {
        for (var i = _due.Count - 1; i >= 0; i--)
        {
            if (results is not null)
            {
                Emit(_due[i], results, keys.KeyOf(place));
            }

            Release(_due[i]);
        }
    }

    private long DueOf(int cell) =>
        _times.DueUs(_cells.At(cell, _times.IsSession ? CellLayout.LastWord : CellLayout.StartWord));

    private void Emit(int cell, ResultRows results, ReadOnlySpan<byte> key)
    {
        var row = results.Add(key);
        var column = results.FirstValue;
        ReadOnlySpan<long> words = _cells.Words(cell);
        if (!_times.IsGlobal)
        {
            var columns = results.Batch.Columns;
            columns[column++].Values<long>()[row] = words[CellLayout.StartWord];
            columns[column++].Values<long>()[row] =
                words[_times.IsSession ? CellLayout.LastWord : CellLayout.StartWord] + _times.SizeUs;
        }

        foreach (var fold in _layout.Results)
        {
            fold.Emit(words, results, row, column++);
        }
    }

    private void Release(int cell)
    {
        foreach (var fold in _layout.Holders)
        {
            fold.Release(_cells.Words(cell));
        }

        _cells.Release(cell);
    }
}
