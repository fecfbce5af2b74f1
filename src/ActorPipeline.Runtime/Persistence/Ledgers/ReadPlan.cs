using ActorPipeline.Journal.Format;
using ActorPipeline.Records;

namespace ActorPipeline.Runtime.Persistence.Ledgers;

/// <summary>Events of one ledger that are read at once.</summary>
/// <param name="Span">The ledger.</param>
/// <param name="First">The first commit.</param>
/// <param name="Last">The last commit.</param>
internal readonly record struct ReadPlan(LedgerSpan Span, long First, long Last)
{
    /// <summary>The most events of a chunk, however small they are.</summary>
    public const int MostRecords = 256;

    /// <summary>Events of the first chunk, when nothing is known of their size.</summary>
    public const int FirstRecords = 4;

    /// <summary>The first event.</summary>
    public long FromEvent => Span.EventOf(First);

    /// <summary>The last event.</summary>
    public long ToEvent => Span.EventOf(Last);

    /// <summary>What to read after a commit, of what a lane still needs; null when there is nothing more.</summary>
    public static ReadPlan? After(LedgerState state, Lane lane, long after, int records)
    {
        var first = Math.Max(Math.Max(after, lane.FloorAt(state.Sequence)), state.Floor) + 1;
        foreach (var span in state.Spans)
        {
            if (first <= span.Last)
            {
                first = Math.Max(first, span.Base + 1);
                return new ReadPlan(span, first, Math.Min(span.Last, first + records - 1));
            }
        }

        return null;
    }

    /// <summary>How many events the next chunk may have so that it has about so many bytes.</summary>
    public static int Records(int maxBytes, long bytesRead, long recordsRead) => recordsRead == 0
        ? FirstRecords
        : (int)Math.Clamp(maxBytes * recordsRead / Math.Max(1, bytesRead), 1, MostRecords);

    /// <summary>
    /// Checks that what was read is what was planned: every commit, each the one after the one before, up to the
    /// checksum that is known of the last.
    /// </summary>
    /// <param name="shard">The shard.</param>
    /// <param name="events">The events, by number.</param>
    /// <param name="previous">Checksum of the record before the first, where it is known.</param>
    /// <exception cref="FormatDamageException">They are not.</exception>
    public List<LedgerRecord> Check(
        ShardId shard, IReadOnlyList<KeyValuePair<long, byte[]>> events, uint? previous)
    {
        var records = new List<LedgerRecord>(events.Count);
        var sequence = First;
        foreach (var (number, bytes) in events)
        {
            if (number != Span.EventOf(sequence))
            {
                break;
            }

            var record = LedgerCodec.Read(shard, Span.Epoch, bytes);
            if (record.Sequence != sequence)
            {
                throw new FormatDamageException($"event {number} is commit {record.Sequence}, not {sequence}");
            }

            if (previous is { } crc && record.Previous != crc)
            {
                throw new FormatDamageException(
                    $"event {number} does not follow the one before: a record is another one");
            }

            previous = record.Crc;
            records.Add(record);
            sequence++;
        }

        if (sequence <= Last)
        {
            throw new FormatDamageException($"event {Span.EventOf(sequence)} is missing");
        }

        return Last == Span.Last && previous != Span.LastCrc
            ? throw new FormatDamageException($"event {ToEvent} is not the one that was committed")
            : records;
    }
}
