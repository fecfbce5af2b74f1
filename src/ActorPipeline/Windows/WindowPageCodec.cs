using System.Runtime.InteropServices;
using ActorPipeline.Actors;
using ActorPipeline.Journal.Format;

namespace ActorPipeline.Windows;

/// <summary>
/// A page's open windows as bytes. Layout: for each live place its number of cells (packed); number of cells; then,
/// over all cells in that order, newest first within an actor: starts (packed), for sessions last times (packed), and
/// each further word of the cells as a column: integers packed, doubles as <see cref="DoubleCodec"/> writes them,
/// text as lengths + 1 or 0 (packed) and bytes.
/// </summary>
internal sealed class WindowPageCodec(CellLayout layout, CellStore cells, TextStore texts, WindowTimes times)
{
    // A window or two an actor.
    private const int UsualCells = 2 * ActorPage.Size;

    private readonly DoubleCodec _doubles = new(UsualCells);
    private readonly List<int> _list = new(ActorPage.Size);
    private readonly List<long> _counts = new(ActorPage.Size);
    private readonly LongScratch _values = new(UsualCells);
    private readonly LongScratch _lengths = new(UsualCells);

    public void Write(WindowPage page, ActorPage keys, ByteWriter writer)
    {
        _list.Clear();
        _counts.Clear();
        for (var place = 0; place < ActorPage.Size; place++)
        {
            if (keys.IsLive(place))
            {
                var before = _list.Count;
                for (var cell = page.Heads[place]; cell != CellStore.None;)
                {
                    _list.Add(cell);
                    cell = (int)cells.At(cell, CellLayout.NextWord);
                }

                _counts.Add(_list.Count - before);
            }
        }

        PackedInts.Write(writer, CollectionsMarshal.AsSpan(_counts));
        writer.WriteUnsigned((ulong)_list.Count);
        PackedInts.Write(writer, Gather(CellLayout.StartWord));
        if (times.IsSession)
        {
            PackedInts.Write(writer, Gather(CellLayout.LastWord));
        }

        for (var i = 0; i < layout.WordKinds.Length; i++)
        {
            WriteWords(writer, layout.WordKinds[i], Gather(layout.PageWords[i]));
        }
    }

    /// <summary>Reads a page; <paramref name="former"/> says how, when another version of the plan wrote it.</summary>
    public void Read(WindowPage page, ActorPage keys, FormerLayout? former, ref ByteCursor cursor)
    {
        var counts = new long[keys.LiveCount];
        PackedInts.Read(ref cursor, counts);
        var total = cursor.ReadCount(PackedInts.MaxCount, "windows");
        Link(page, keys, counts, total);
        ReadInto(ref cursor, CellLayout.StartWord, WordKind.Int);
        if (times.IsSession)
        {
            ReadInto(ref cursor, CellLayout.LastWord, WordKind.Int);
        }

        var kinds = former?.WordKinds ?? layout.WordKinds;
        for (var i = 0; i < kinds.Length; i++)
        {
            ReadInto(ref cursor, former is null ? layout.PageWords[i] : former.Words[i], kinds[i]);
        }

        foreach (var cell in _list)
        {
            page.DueUs = Math.Min(
                page.DueUs, times.DueUs(cells.At(cell, times.IsSession ? CellLayout.LastWord : CellLayout.StartWord)));
        }
    }

    /// <summary>Allocates cells and chains them.</summary>
    private void Link(WindowPage page, ActorPage keys, long[] counts, int total)
    {
        _list.Clear();
        var live = 0;
        for (var place = 0; place < ActorPage.Size; place++)
        {
            if (!keys.IsLive(place))
            {
                continue;
            }

            var count = counts[live++];
            if (count < 0 || count > total - _list.Count)
            {
                throw new FormatDamageException($"{count} windows of an actor, {total} in all");
            }

            var previous = CellStore.None;
            for (var i = 0; i < count; i++)
            {
                var cell = cells.Allocate();
                layout.NewCell.CopyTo(cells.Words(cell));
                _list.Add(cell);
                if (previous == CellStore.None)
                {
                    page.Heads[place] = cell;
                }
                else
                {
                    cells.At(previous, CellLayout.NextWord) = cell;
                }

                previous = cell;
            }
        }
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
            case WordKind.Int or WordKind.DecimalTop:
                PackedInts.Write(writer, values);
                break;
            case WordKind.Double:
                _doubles.Write(writer, MemoryMarshal.Cast<long, double>(values));
                break;
            default:
                WriteTexts(writer, values);
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

    private void ReadInto(ref ByteCursor cursor, int word, WordKind kind)
    {
        var values = _values.Take(_list.Count);
        if (kind == WordKind.Double)
        {
            _doubles.Read(ref cursor, MemoryMarshal.Cast<long, double>(values));
        }
        else
        {
            PackedInts.Read(ref cursor, values);
        }

        for (var i = 0; i < values.Length; i++)
        {
            if (kind == WordKind.DecimalTop && !DecimalWords.IsTop(values[i]))
            {
                throw new FormatDamageException($"{values[i]} is no part of a decimal");
            }

            var bytes = kind == WordKind.Text && values[i] != 0
                ? cursor.Take((int)Math.Clamp(values[i] - 1, -1, int.MaxValue))
                : default;
            if (word >= 0)
            {
                cells.At(_list[i], word) = kind == WordKind.Text && values[i] != 0 ? texts.Set(0, bytes) : values[i];
            }
        }
    }
}
