using System.Buffers.Binary;
using ActorPipeline.Journal;
using ActorPipeline.Journal.Format;
using ActorPipeline.Records;

namespace ActorPipeline.Runtime.Persistence.Ledgers;

/// <summary>
/// Openings and commits as bytes. Payload of the record: length of what follows up to the blocks (4 bytes,
/// little-endian); base; table sequence; deleted through; events' and both outboxes' lanes (last, done, floor each);
/// pages that count from here on: their number, and for each page, number, epoch, checksums of state and index (4 bytes
/// each); sinks' states: their number, and for each kind (1 byte), length, bytes; 1 where the table follows, else 0:
/// number of former ledgers, and for each epoch, base, last, checksum (4 bytes), and all pages as above; lengths of
/// head, events, results, dead letters. Then those four blocks. Numbers are 7 bits a byte. The link of the frame is the
/// checksum of the record before.
/// </summary>
internal static class LedgerCodec
{
    private const int MostEntries = 1 << 24;

    /// <summary>The record as bytes.</summary>
    public static byte[] Write(ShardId shard, LedgerRecord record)
    {
        var meta = WriteMeta(record);
        ReadOnlySpan<ReadOnlyMemory<byte>> blocks = [record.Head, record.EventBlock, .. record.OutboxBlocks];
        var length = sizeof(int) + meta.Length;
        foreach (var block in blocks)
        {
            length = checked(length + block.Length);
        }

        var bytes = new RecordFrame(record.Kind, shard, record.Epoch, record.Sequence, record.Previous).Begin(length);
        var target = bytes.AsSpan(RecordFrame.HeaderBytes);
        BinaryPrimitives.WriteInt32LittleEndian(target, meta.Length);
        meta.Written.CopyTo(target[sizeof(int)..]);
        target = target[(sizeof(int) + meta.Length)..];
        foreach (var block in blocks)
        {
            block.Span.CopyTo(target);
            target = target[block.Length..];
        }

        return RecordFrame.Seal(bytes);
    }

    /// <summary>Reads what <see cref="Write"/> wrote; blocks are slices of it.</summary>
    /// <exception cref="FormatDamageException">It is none, damaged, or another record.</exception>
    public static LedgerRecord Read(ShardId shard, long epoch, ReadOnlyMemory<byte> bytes)
    {
        var frame = RecordFrame.Open(bytes, out var payload);
        if (frame.Kind is not (RecordKind.Opening or RecordKind.Commit) || frame.Shard != shard || frame.Epoch != epoch)
        {
            throw new FormatDamageException($"{frame} stands in the ledger of shard {shard}, epoch {epoch}");
        }

        var cursor = new ByteCursor(payload.Span);
        var metaLength = cursor.ReadInt32();
        if (metaLength < 0 || metaLength > cursor.Left)
        {
            throw new FormatDamageException($"{metaLength} bytes of numbers in a record of {bytes.Length}");
        }

        var record = new LedgerRecord(frame.Kind, frame.Epoch, frame.Number)
        {
            Previous = frame.Link,
            Crc = RecordFrame.CrcOf(bytes.Span),
            Base = cursor.ReadSigned(),
            TableSequence = cursor.ReadSigned(),
            DeletedThrough = cursor.ReadSigned(),
            Events = ReadLane(ref cursor),
            Outboxes = [ReadLane(ref cursor), ReadLane(ref cursor)],
            Names = ReadPages(ref cursor),
            SinkStates = ReadStates(ref cursor, payload),
        };
        if (cursor.ReadByte() != 0)
        {
            record = record with { Table = new(record.Base, ReadSpans(ref cursor), ReadPages(ref cursor)) };
        }

        Span<int> lengths = stackalloc int[4];
        foreach (ref var length in lengths)
        {
            length = cursor.ReadCount(payload.Length, "bytes");
        }

        var at = sizeof(int) + metaLength;
        if (cursor.Offset != at || at + (long)lengths[0] + lengths[1] + lengths[2] + lengths[3] != payload.Length)
        {
            throw new FormatDamageException($"the blocks of a record of {bytes.Length} bytes have other lengths");
        }

        var (events, results) = (at + lengths[0], at + lengths[0] + lengths[1]);
        return record with
        {
            Head = payload[at..events],
            EventBlock = payload[events..results],
            OutboxBlocks = [payload.Slice(results, lengths[2]), payload.Slice(results + lengths[2], lengths[3])],
        };
    }

    private static ByteWriter WriteMeta(LedgerRecord record)
    {
        var meta = new ByteWriter(256);
        meta.WriteSigned(record.Base);
        meta.WriteSigned(record.TableSequence);
        meta.WriteSigned(record.DeletedThrough);
        WriteLane(meta, record.Events);
        foreach (var outbox in record.Outboxes)
        {
            WriteLane(meta, outbox);
        }

        WritePages(meta, record.Names);
        meta.WriteUnsigned((ulong)record.SinkStates.Count);
        foreach (var (kind, state) in record.SinkStates)
        {
            meta.WriteByte((byte)kind);
            meta.WriteUnsigned((ulong)state.Length);
            meta.WriteBytes(state.Span);
        }

        meta.WriteByte(record.Table is null ? (byte)0 : (byte)1);
        if (record.Table is { } table)
        {
            meta.WriteUnsigned((ulong)table.Former.Count);
            foreach (var span in table.Former)
            {
                meta.WriteSigned(span.Epoch);
                meta.WriteSigned(span.Base);
                meta.WriteSigned(span.Last);
                meta.WriteInt32((int)span.LastCrc);
            }

            WritePages(meta, table.Pages);
        }

        meta.WriteUnsigned((ulong)record.Head.Length);
        meta.WriteUnsigned((ulong)record.EventBlock.Length);
        foreach (var block in record.OutboxBlocks)
        {
            meta.WriteUnsigned((ulong)block.Length);
        }

        return meta;
    }

    private static void WriteLane(ByteWriter meta, Lane lane)
    {
        meta.WriteSigned(lane.Last);
        meta.WriteSigned(lane.Done);
        meta.WriteSigned(lane.Floor);
    }

    private static Lane ReadLane(ref ByteCursor cursor) =>
        new(cursor.ReadSigned(), cursor.ReadSigned(), cursor.ReadSigned());

    private static void WritePages(ByteWriter meta, IReadOnlyList<KeyValuePair<int, PageName>> pages)
    {
        meta.WriteUnsigned((ulong)pages.Count);
        foreach (var (page, name) in pages)
        {
            meta.WriteSigned(page);
            meta.WriteSigned(name.Number);
            meta.WriteSigned(name.Epoch);
            meta.WriteInt32((int)name.StateCrc);
            meta.WriteInt32((int)name.IndexCrc);
        }
    }

    private static List<KeyValuePair<int, PageName>> ReadPages(ref ByteCursor cursor)
    {
        var pages = new List<KeyValuePair<int, PageName>>();
        for (var left = cursor.ReadCount(MostEntries, "pages"); left > 0; left--)
        {
            pages.Add(new((int)cursor.ReadSigned(), new(
                cursor.ReadSigned(), cursor.ReadSigned(), (uint)cursor.ReadInt32(), (uint)cursor.ReadInt32())));
        }

        return pages;
    }

    private static List<LedgerSpan> ReadSpans(ref ByteCursor cursor)
    {
        var spans = new List<LedgerSpan>();
        for (var left = cursor.ReadCount(MostEntries, "ledgers"); left > 0; left--)
        {
            spans.Add(new(cursor.ReadSigned(), cursor.ReadSigned(), cursor.ReadSigned(), (uint)cursor.ReadInt32()));
        }

        return spans;
    }

    private static List<KeyValuePair<OutboxKind, ReadOnlyMemory<byte>>> ReadStates(
        ref ByteCursor cursor, ReadOnlyMemory<byte> payload)
    {
        var states = new List<KeyValuePair<OutboxKind, ReadOnlyMemory<byte>>>();
        for (var left = cursor.ReadCount(LedgerState.OutboxCount, "sinks"); left > 0; left--)
        {
            var kind = (OutboxKind)cursor.ReadByte();
            if ((int)kind >= LedgerState.OutboxCount)
            {
                throw new FormatDamageException($"a sink of kind {(int)kind}");
            }

            var length = cursor.ReadCount(cursor.Left, "bytes of a sink's state");
            states.Add(new(kind, payload.Slice(cursor.Offset, length)));
            cursor.Take(length);
        }

        return states;
    }
}
