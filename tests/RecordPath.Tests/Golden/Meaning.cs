using System.Text.Json;
using ActorPipeline.TestKit.InMemory;
using ActorPipeline.Actors;
using ActorPipeline.Emission;
using ActorPipeline.Journal;
using ActorPipeline.Journal.Format;
using ActorPipeline.Plan;
using ActorPipeline.Records;
using ActorPipeline.Sharding;
using ActorPipeline.Windows;
using RecordPath.Tests.Harness;

namespace RecordPath.Tests.Golden;

/// <summary>What the blobs of a pipeline mean, in lines of text, as today's readers see them.</summary>
/// <param name="plan">The pipeline.</param>
/// <param name="history">What the versions of its plan mean; null where there is one, and it is of today.</param>
internal sealed class Meaning(PipelinePlan plan, StateHistory? history = null) : IPageReader
{
    private readonly StateHistory _history = history ?? StateHistory.Of(plan);

    /// <summary>The meaning of blobs whose windows are of the first format.</summary>
    /// <param name="plan">The pipeline that wrote them.</param>
    /// <param name="now">What it has become; null where it is the same.</param>
    public static Meaning OfFirstCells(PipelinePlan plan, PipelinePlan? now = null)
    {
        using var journal = new InMemoryJournal();
        journal.WriteValue(StateHistory.JournalValue, JsonSerializer.SerializeToUtf8Bytes(
            [StateLayout.Of(plan) with { CellFormat = StateLayout.FirstCellFormat }],
            PlanIdentityJson.Default.IReadOnlyListStateLayout));
        return new Meaning(now ?? plan, StateHistory.Read(journal, now ?? plan));
    }

    /// <summary>Reads a blob that stands at a place.</summary>
    public IEnumerable<string> Of(Blob place, byte[] bytes)
    {
        var number = place.Kind is BlobKind.Page or BlobKind.PageIndex ? 0 : place.Sequence;
        var payload = Envelope.Open(bytes, place.Kind, place.Shard, number, out var planVersion).ToArray();
        string[] envelope =
            [$"{place.Kind}, format {bytes[3]}, plan {planVersion}, shard {place.Shard}, number {number}"];
        return envelope.Concat(place.Kind switch
        {
            BlobKind.Head => Head(payload),
            BlobKind.Events => Events(payload),
            BlobKind.Results => Rows(payload, plan.ResultColumns),
            BlobKind.DeadLetters => Rows(payload, DeadLetterSchema.Columns),
            BlobKind.Page => Page(payload),
            _ => Index(place, bytes, payload),
        });
    }

    /// <summary>A page is never loaded: the index alone must tell who is in it.</summary>
    public ReadOnlyMemory<byte>? ReadPage(int page) => throw new NotSupportedException();

    private static IEnumerable<string> Head(byte[] payload)
    {
        var head = ShardHeadState.Read(payload);
        var final = head.FinalPage == ShardHeadState.NoFinalPage ? "none" : $"{head.FinalPage}";
        yield return $"watermark {head.WatermarkUs}, end of input {head.IsEndOfInput}, final page {final}";
        var (@in, applied, filtered, dead, results) = head.Counters;
        yield return $"in {@in}, applied {applied}, filtered {filtered}, dead {dead}, results {results}";
        foreach (var p in head.Partitions.ToArray())
        {
            yield return $"partition: position {p.Position}, watermark {p.WatermarkUs}, idle {p.IsIdle}, "
                + $"ingest epoch {p.IngestEpoch}";
        }

        if (head.CoveredThrough > 0 || head.HistoryAfter is not null)
        {
            yield return $"snapshots cover commit {head.CoveredThrough}, history begins after {head.HistoryAfter}";
        }
    }

    private static List<string> Rows(byte[] payload, IReadOnlyList<ResultColumn> columns)
    {
        var rows = new ResultBatch(columns);
        OutboxBlock.Read(payload, rows, new ColumnCodec());
        return
        [
            string.Join(" | ", columns.Select(c => $"{c.Name}: {c.Type}")),
            .. Enumerable.Range(0, rows.RowCount).Select(row => SinkRow.Of(default, 0, rows, row).ToString()),
        ];
    }

    private List<string> Events(byte[] payload)
    {
        var lines = new List<string>();
        var events = new EventBatch(_history.Current.EventTypes);
        var cursor = new ByteCursor(payload);
        while (!cursor.AtEnd)
        {
            switch ((FrameKind)cursor.ReadByte())
            {
                case FrameKind.Births:
                    lines.Add("births");
                    EventFrames.ReadBirths(ref cursor, (ordinal, hash, key) =>
                        lines.Add($"  actor {ordinal}, hash {hash:x16}, key {Key(key)}"));
                    break;
                case FrameKind.Records:
                    new EventFrames().ReadRecords(ref cursor, events);
                    lines.Add($"records of partition {events.Partition}");
                    lines.AddRange(Enumerable.Range(0, events.Count).Select(i => Event(events, i)));
                    break;
                case FrameKind.Close:
                    lines.Add($"close page {cursor.ReadUnsigned()} at {cursor.ReadSigned()}, "
                        + $"end of input {cursor.ReadByte()}");
                    break;
                case FrameKind.Named:
                    lines.Add("whose facts follow");
                    FactNames.Read(ref cursor, (ordinal, version, key) =>
                        lines.Add($"  actor {ordinal}, {version} events before, key {Key(key)}"));
                    break;
                case FrameKind.Facts:
                    lines.Add("facts");
                    FactLog.Read(ref cursor, (ordinal, kind, timeUs, payload) => lines.Add(
                        $"  {timeUs}: actor {ordinal}, kind {kind}, {Convert.ToHexStringLower(payload)}"));
                    break;
                default:
                    Assert.Fail($"no frame before offset {cursor.Offset}");
                    break;
            }
        }

        return lines;
    }

    private string Event(EventBatch events, int row)
    {
        var skips = events.HasSkippedWindows ? $", skips {events.SkippedWindows[row]}" : "";
        var values = _history.Current.EventColumns.Select(
            (c, i) => $"{c.Definition} = {SinkRow.TextOf(ColumnValues.Get(events.Columns[i], row, events.TextOf))}");
        return $"  {events.TimesUs[row]}: actor {events.Ordinals[row]}{skips}, {string.Join(", ", values)}";
    }

    private List<string> Page(byte[] payload)
    {
        var cursor = new ByteCursor(payload);
        var lines = new List<string> { $"as of commit {cursor.ReadInt64()}" };
        var keys = new ActorPage();
        keys.ReadKeys(ref cursor);
        var program = new WindowProgram(plan, _history);
        program.LoadPage(0, keys, 1, ref cursor);
        if (!cursor.AtEnd)
        {
            throw new FormatDamageException($"{cursor.Left} bytes are left");
        }

        for (var place = 0; place < ActorPage.Size; place++)
        {
            if (keys.IsLive(place))
            {
                lines.Add($"actor {place}, hash {keys.HashOf(place):x16}, key {Key(keys.KeyOf(place))}");
                var windows = new ResultRows(plan);
                program.ShowOpen(place, windows, keys.KeyOf(place));
                lines.AddRange(Enumerable.Range(0, windows.Batch.RowCount)
                    .Select(row => "  " + SinkRow.Of(default, 0, windows.Batch, row)));
            }
        }

        return lines;
    }

    private List<string> Index(Blob place, byte[] bytes, byte[] payload)
    {
        var actors = new ActorTable(place.Shard, new WindowProgram(plan, _history), this);
        actors.AddPassivated(0, place.Sequence, bytes);
        var lines = new List<string>
        {
            $"as of commit {actors.Slot(0).SnapshotSequence}, due at {actors.Slot(0).DueUs}, {actors.Count} actors",
        };
        var cursor = new ByteCursor(payload);
        cursor.Take(2 * sizeof(long));
        var live = cursor.Take(ActorPage.Size / 8);
        for (var i = 0; i < ActorPage.Size; i++)
        {
            if ((live[i >> 3] & (1 << (i & 7))) != 0)
            {
                lines.Add($"actor {i}, hash {cursor.ReadInt64():x16}");
            }
        }

        return lines;
    }

    private string Key(ReadOnlySpan<byte> key)
    {
        var rows = new ResultRows(plan);
        rows.Add(key);
        var values = SinkRow.Of(default, 0, rows.Batch, 0).Values;
        return string.Join(", ", values.Take(plan.Key.Count).Select(SinkRow.TextOf));
    }
}
