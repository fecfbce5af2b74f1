using System.Runtime.InteropServices;
using ActorPipeline.Actors;
using ActorPipeline.Journal.Format;

namespace ActorPipeline.Windows;

/// <summary>
/// A page's open windows as bytes. Layout: for each live place its number of cells (packed); for hopping windows for
/// each live place its number of cells under way, the anchor among them (packed); number of cells; then, over all
/// cells in that order, the anchor first, then the newest first within an actor: starts (packed), for sessions last
/// times and for hopping windows panes (packed), and each further word of the cells as a column: integers packed,
/// doubles as <see cref="DoubleCodec"/> writes them, text as lengths + 1 or 0 (packed) and bytes. In the first cell
/// format, hopping windows were as tumbling ones are, each a cell: such a cell becomes one that is part of that
/// window only.
/// </summary>
internal sealed class WindowPageCodec(
    CellLayout layout, CellStore cells, CellChains chains, Panes panes, TextStore texts, WindowTimes times)
{
    // A window or two an actor.
    private const int UsualCells = 2 * ActorPage.Size;

    private const int NoWord = -1;

    private readonly DoubleCodec _doubles = new(UsualCells);
    private readonly List<int> _list = new(ActorPage.Size);
    private readonly List<long> _counts = new(ActorPage.Size);
    private readonly LongScratch _values = new(UsualCells);
    private readonly LongScratch _lengths = new(UsualCells);
    private readonly LongScratch _former = new(UsualCells);

    public void Write(WindowPage page, ActorPage keys, ByteWriter writer)
    {
        _list.Clear();
        ListAll(writer, keys, place => chains.List(page.Heads[place], _list));
        if (times.IsHopping)
        {
            ListAll(writer, keys, place => panes.List(page.Anchors[place], _list));
        }

        writer.WriteUnsigned((ulong)_list.Count);
        PackedInts.Write(writer, Gather(CellLayout.StartWord));
        if (times.HasLast)
        {
            PackedInts.Write(writer, Gather(CellLayout.LastWord));
        }

        for (var i = 0; i < layout.WordKinds.Length; i++)
        {
            WriteWords(writer, layout.WordKinds[i], Gather(layout.PageWords[i]));
        }
    }

    /// <summary>Reads a page.</summary>
    /// <param name="page">The page, empty.</param>
    /// <param name="keys">Its actors.</param>
    /// <param name="former">How another version of the plan wrote it; null for the present one.</param>
    /// <param name="hasPanes">Whether hopping windows were kept in panes when it was written.</param>
    /// <param name="cursor">The bytes.</param>
    public void Read(
        WindowPage page, ActorPage keys, FormerLayout? former, bool hasPanes, ref ByteCursor cursor)
    {
        hasPanes &= times.IsHopping;
        var counts = ReadCounts(ref cursor, keys);
        var underWay = hasPanes ? ReadCounts(ref cursor, keys) : [];
        var total = cursor.ReadCount(PackedInts.MaxCount, "windows");
        _list.Clear();
        Link(page, keys, counts, total);
        if (hasPanes)
        {
            LinkPanes(page, keys, underWay, total);
        }

        ReadInto(ref cursor, CellLayout.StartWord, WordKind.Int);
        if (times.IsSession || hasPanes)
        {
            ReadInto(ref cursor, CellLayout.LastWord, WordKind.Int);
        }
        else if (times.IsHopping)
        {
            foreach (var cell in _list)
            {
                cells.At(cell, CellLayout.LastWord) = cells.At(cell);
            }
        }

        if (former is null)
        {
            for (var i = 0; i < layout.WordKinds.Length; i++)
            {
                ReadInto(ref cursor, layout.PageWords[i], layout.WordKinds[i]);
            }
        }
        else
        {
            foreach (var fold in former.Folds)
            {
                ReadFormer(ref cursor, fold);
            }
        }
    }

    /// <summary>Lists cells, actor by actor, and writes how many each has.</summary>
    private void ListAll(ByteWriter writer, ActorPage keys, Action<int> list)
    {
        _counts.Clear();
        for (var place = 0; place < ActorPage.Size; place++)
        {
            if (keys.IsLive(place))
            {
                var before = _list.Count;
                list(place);
                _counts.Add(_list.Count - before);
            }
        }

        PackedInts.Write(writer, CollectionsMarshal.AsSpan(_counts));
    }

    private static long[] ReadCounts(ref ByteCursor cursor, ActorPage keys)
    {
        var counts = new long[keys.LiveCount];
        PackedInts.Read(ref cursor, counts);
        return counts;
    }

    /// <summary>Allocates cells and chains them.</summary>
    private void Link(WindowPage page, ActorPage keys, long[] counts, int total)
    {
        var live = 0;
        for (var place = 0; place < ActorPage.Size; place++)
        {
            if (keys.IsLive(place))
            {
                page.Heads[place] = TakeRing(counts[live++], total);
                page.NoteBusy(place);
            }
        }
    }

    /// <summary>Allocates anchors, and the cells that are chained to them.</summary>
    private void LinkPanes(WindowPage page, ActorPage keys, long[] counts, int total)
    {
        var live = 0;
        for (var place = 0; place < ActorPage.Size; place++)
        {
            var count = keys.IsLive(place) ? counts[live++] : 0;
            if (count == 0)
            {
                continue;
            }

            if (count == 1 || total == _list.Count)
            {
                throw new FormatDamageException("windows under way without panes");
            }

            var anchor = page.Anchors[place] = Take();
            cells.At(anchor, CellLayout.NextWord) = TakeRing(count - 1, total);
            page.NoteBusy(place);
        }
    }

    /// <summary>Allocates the cells of a ring; returns the newest, which stands first.</summary>
    private int TakeRing(long count, int total)
    {
        if (count < 0 || count > total - _list.Count)
        {
            throw new FormatDamageException($"{count} windows of an actor, {total} in all");
        }

        var head = CellStore.None;
        for (var i = 0; i < count; i++)
        {
            var cell = Take();
            chains.Link(ref head, CellStore.None, cell);
        }

        return head;
    }

    private int Take()
    {
        var cell = cells.Allocate();
        layout.NewCell.CopyTo(cells.Words(cell));
        _list.Add(cell);
        return cell;
    }

    private Span<long> Gather(int word)
    {
        var values = _values.Take(_list.Count);
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = cells.At(_list[i], word);
        }

        return values;
    }

    private void WriteWords(ByteWriter writer, WordKind kind, Span<long> values)
    {
        switch (kind)
        {
            case WordKind.Double:
                _doubles.Write(writer, MemoryMarshal.Cast<long, double>(values));
                break;
            case WordKind.Text:
                WriteTexts(writer, values);
                break;
            default:
                PackedInts.Write(writer, values);
                break;
        }
    }

    private void WriteTexts(ByteWriter writer, Span<long> numbers)
    {
        var lengths = _lengths.Take(numbers.Length);
        for (var i = 0; i < numbers.Length; i++)
        {
            lengths[i] = numbers[i] == 0 ? 0 : texts[numbers[i]].Length + 1;
        }

        PackedInts.Write(writer, lengths);
        foreach (var number in numbers)
        {
            writer.WriteBytes(texts[number]);
        }
    }

    private void ReadFormer(ref ByteCursor cursor, FormerFold fold)
    {
        var kinds = fold.Kinds;
        if (fold is not { Words: { } words, Into: { } into })
        {
            for (var i = 0; i < kinds.Count; i++)
            {
                ReadInto(ref cursor, fold.Into is null ? NoWord : fold.Into.Word + i, kinds[i]);
            }

            return;
        }

        var values = _former.Take(kinds.Count * _list.Count);
        for (var i = 0; i < kinds.Count; i++)
        {
            ReadWords(ref cursor, kinds[i], values.Slice(i * _list.Count, _list.Count));
        }

        Span<long> former = stackalloc long[kinds.Count];
        for (var cell = 0; cell < _list.Count; cell++)
        {
            for (var i = 0; i < kinds.Count; i++)
            {
                former[i] = values[(i * _list.Count) + cell];
            }

            words.Convert(former, cells.Words(_list[cell]).Slice(into.Word, into.Words.Count));
        }
    }

    private void ReadInto(ref ByteCursor cursor, int word, WordKind kind)
    {
        var values = _values.Take(_list.Count);
        ReadWords(ref cursor, kind, values);
        for (var i = 0; i < values.Length; i++)
        {
            var bytes = kind == WordKind.Text && values[i] != 0
                ? cursor.Take((int)Math.Clamp(values[i] - 1, -1, int.MaxValue))
                : default;
            if (word != NoWord)
            {
                cells.At(_list[i], word) = kind == WordKind.Text && values[i] != 0 ? texts.Set(0, bytes) : values[i];
            }
        }
    }

    /// <summary>Reads a column of words; of texts, their lengths.</summary>
    private void ReadWords(ref ByteCursor cursor, WordKind kind, Span<long> values)
    {
        if (kind == WordKind.Double)
        {
            _doubles.Read(ref cursor, MemoryMarshal.Cast<long, double>(values));
            return;
        }

        PackedInts.Read(ref cursor, values);
        foreach (var value in values)
        {
            var isOne = kind switch
            {
                WordKind.DecimalTop => DecimalWords.IsTop(value),
                WordKind.DecimalScale => DecimalSum.IsScale(value),
                WordKind.Exponent => DoubleMoments.IsExponent(value),
                WordKind.FormerSumTop => FormerWords.IsSumTop(value),
                _ => true,
            };
            if (!isOne)
            {
                throw new FormatDamageException($"{value} is no {kind}");
            }
        }
    }
}
