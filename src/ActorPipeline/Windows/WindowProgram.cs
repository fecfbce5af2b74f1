using System.Runtime.InteropServices;
using ActorPipeline.Actors;
using ActorPipeline.Emission;
using ActorPipeline.Journal.Format;
using ActorPipeline.Plan;
using ActorPipeline.Records;

namespace ActorPipeline.Windows;

/// <summary>
/// Windowed aggregates as a shard program. An actor's open windows are a chain of cells, newest first; a batch is
/// applied in two passes: find or open each event's cells, then fold, input by input.
/// </summary>
public sealed class WindowProgram : IShardProgram
{
    private const string RejectedDetail =
        "its actor has as many open windows as engine.max-windows-per-key allows; the record was not applied";

    private readonly List<int> _rejected = [];
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
        var results = output?.Results;
        _due.Clear();
        if (_times.IsGlobal)
        {
            if (isEndOfInput && results is not null)
            {
                CollectAll(_pages[page]!, keys, results);
                Emit(results);
            }

            return;
        }

        CollectDue(_pages[page]!, watermarkUs, keys, results);
        if (results is not null)
        {
            Emit(results);
        }

        foreach (var cell in _due)
        {
            Release(cell);
        }
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

        _due.Clear();
        foreach (var cell in cells)
        {
            _due.Add(cell);
            results.Add(key);
        }

        Emit(results);
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

    private void CollectAll(WindowPage page, ActorPage keys, ResultRows results)
    {
        for (var place = 0; place < ActorPage.Size; place++)
        {
            if (page.Heads[place] != CellStore.None)
            {
                _due.Add(page.Heads[place]);
                results.Add(keys.KeyOf(place));
            }
        }
    }

    /// <summary>
    /// Cuts what is due off all chains of a page. Starts, and the last times of sessions, descend along a chain: what
    /// is due is its tail, and the last cell before it is the next one to become due.
    /// </summary>
    private void CollectDue(WindowPage page, long watermarkUs, ActorPage keys, ResultRows? results)
    {
        page.DueUs = long.MaxValue;
        for (var place = 0; place < ActorPage.Size; place++)
        {
            var (previous, cell) = (CellStore.None, page.Heads[place]);
            while (cell != CellStore.None && DueOf(cell) > watermarkUs)
            {
                (previous, cell) = (cell, (int)_cells.At(cell, CellLayout.NextWord));
            }

            if (previous != CellStore.None)
            {
                page.DueUs = Math.Min(page.DueUs, DueOf(previous));
                _cells.At(previous, CellLayout.NextWord) = CellStore.None;
            }
            else
            {
                page.Heads[place] = CellStore.None;
            }

            if (cell != CellStore.None)
            {
                CollectTail(cell, keys, place, results);
            }
        }
    }

    /// <summary>Adds a tail of a chain to what is due, the oldest window first.</summary>
    private void CollectTail(int cell, ActorPage keys, int place, ResultRows? results)
    {
        var first = _due.Count;
        for (; cell != CellStore.None; cell = (int)_cells.At(cell, CellLayout.NextWord))
        {
            _due.Add(cell);
            results?.Add(keys.KeyOf(place));
        }

        _due.Reverse(first, _due.Count - first);
    }

    private long DueOf(int cell) =>
        _times.DueUs(_cells.At(cell, _times.IsSession ? CellLayout.LastWord : CellLayout.StartWord));

    /// <summary>
    /// Sets all columns but the key's of the rows that were just added, one for each cell that is due.
    /// </summary>
    private void Emit(ResultRows results)
    {
        var list = CollectionsMarshal.AsSpan(_due);
        var firstRow = results.Batch.RowCount - list.Length;
        var column = results.FirstValue;
        if (!_times.IsGlobal)
        {
            var starts = results.Batch.Columns[column++].Values<long>();
            var ends = results.Batch.Columns[column++].Values<long>();
            for (var i = 0; i < list.Length; i++)
            {
                starts[firstRow + i] = _cells.At(list[i]);
                ends[firstRow + i] = _cells.At(list[i], _times.IsSession ? CellLayout.LastWord : CellLayout.StartWord)
                    + _times.SizeUs;
            }
        }

        foreach (var fold in _layout.Results)
        {
            fold.EmitAll(list, _cells, results, firstRow, column++);
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
