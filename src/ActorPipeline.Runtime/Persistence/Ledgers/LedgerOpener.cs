using ActorPipeline.Journal.Format;
using ActorPipeline.Records;

namespace ActorPipeline.Runtime.Persistence.Ledgers;

/// <summary>
/// Decides how a shard is opened, as Apache BookKeeper opens a ledger for writing: claim; seal every older ledger that
/// is not, again after a conflict; read the newest; write an opening that carries what it comes to. Every ledger below
/// one that has an opening is sealed, because whoever wrote the opening had done so.
/// <para>
/// Whoever only looks does the same without writing: what is read so is committed, and may be behind what is.
/// </para>
/// <para>
/// Each call gives the next step, and is told what came of it. A write that failed may have happened: what is stored is
/// read again. A read that failed is for the caller to try again, or to give up.
/// </para>
/// </summary>
internal sealed class LedgerOpener(LedgerIds ids, ShardId shard, LedgerOpener.Purpose purpose = default)
{
    /// <summary>Events that are read at once between the table and the end.</summary>
    private const int ChunkRecords = 16;

    private LedgerState _state = purpose.Known ?? new();
    private Phase _phase = Phase.Claims;
    private long _former;
    private long _end;
    private long _next;
    private LedgerRecord? _last;
    private byte[] _opening = [];

    private enum Phase
    {
        Claims,
        Claim,
        Highest,
        LastEvent,
        Seal,
        LastRecord,
        Tail,
        Opening,
        OpeningCheck,
    }

    /// <summary>What a shard is opened for.</summary>
    /// <param name="IsLookOnly">Whether nothing is to be written.</param>
    /// <param name="ImportAfter">
    /// The commit after which a copied state begins; null for the state that there is.
    /// </param>
    /// <param name="Known">What a former look has come to, which this one brings up to date; null for none.</param>
    public readonly record struct Purpose(bool IsLookOnly, long? ImportAfter = null, LedgerState? Known = null);

    /// <summary>The epoch, once the claim is written.</summary>
    public long Epoch { get; private set; }

    /// <summary>Whether the ledger that is looked at is known up to some event.</summary>
    private bool IsKnown => _former > 0 && _state.Current.Epoch == _former;

    /// <summary>The ledger that is looked at, for errors.</summary>
    public string Place => _former > 0 ? ids.Ledger(shard, _former) : ids.Claims(shard);

    /// <summary>The first step.</summary>
    public LedgerStep Begin() => To(Phase.Claims, new LedgerStep.Highest(ids.Claims(shard)));

    /// <summary>The highest event number was read.</summary>
    public LedgerStep OnHighest(long highest)
    {
        if (_phase == Phase.Claims && purpose.IsLookOnly)
        {
            Epoch = highest;
            _state = _state.Current.Epoch == Epoch ? _state : new LedgerState();
            return Former(highest);
        }

        if (_phase == Phase.Claims)
        {
            Epoch = highest + 1;
            var claim = new RecordFrame(RecordKind.Claim, shard, Epoch, 0, 0).Wrap([]);
            return To(Phase.Claim, new LedgerStep.Write(ids.Claims(shard), Epoch, claim));
        }

        _end = highest;
        return highest == 0 ? Seal(1)
            : IsKnown && highest < _state.NextEvent ? Open()
            : To(Phase.LastEvent, new LedgerStep.Read(ids.Ledger(shard, _former), highest, highest));
    }

    /// <summary>Events were read.</summary>
    /// <exception cref="FormatDamageException">They are damaged, or not there.</exception>
    public LedgerStep OnRead(IReadOnlyList<KeyValuePair<long, byte[]>> events)
    {
        switch (_phase)
        {
            case Phase.LastEvent:
                return OnLastEvent(Only(events, _end));
            case Phase.LastRecord:
                _last = LedgerCodec.Read(shard, _former, Only(events, _end));
                return Tail();
            case Phase.Tail:
                return OnTail(events);
            default:
                return events switch
                {
                    [] => WriteOpening(),
                    [var (_, bytes)] when bytes.AsSpan().SequenceEqual(_opening) => Opened(),
                    _ => new LedgerStep.Lost(),
                };
        }
    }

    /// <summary>A write was done.</summary>
    public LedgerStep OnWritten() => _phase switch
    {
        Phase.Claim => Former(Epoch - 1),
        Phase.Seal => OnSealed(),
        _ => Opened(),
    };

    /// <summary>A write failed, and may have happened.</summary>
    public LedgerStep OnWriteFailed() => _phase switch
    {
        // Perhaps the claim is there: then the epoch is lost, and the next one is as good.
        Phase.Claim => Begin(),
        Phase.Seal => Former(_former),
        _ => To(Phase.OpeningCheck, new LedgerStep.Read(ids.Ledger(shard, Epoch), 1, 1)),
    };

    private LedgerStep To(Phase phase, LedgerStep step)
    {
        _phase = phase;
        return step;
    }

    private LedgerStep Former(long epoch)
    {
        _former = epoch;
        return epoch == 0 ? Open() : To(Phase.Highest, new LedgerStep.Highest(ids.Ledger(shard, epoch)));
    }

    private LedgerStep OnLastEvent(byte[] bytes)
    {
        var frame = RecordFrame.Open(bytes, out _);
        if (frame.Kind != RecordKind.Seal)
        {
            _last = LedgerCodec.Read(shard, _former, bytes);
            return Seal(_end + 1);
        }

        if (frame.Shard != shard || frame.Epoch != _former)
        {
            throw new FormatDamageException($"{frame} stands in the ledger of shard {shard}, epoch {_former}");
        }

        return _end == 1 ? Former(_former - 1) : ReadLast(_end - 1);
    }

    private LedgerStep Seal(long number)
    {
        if (purpose.IsLookOnly)
        {
            return OnSealed();
        }

        var seal = new RecordFrame(RecordKind.Seal, shard, _former, Epoch, 0).Wrap([]);
        return To(Phase.Seal, new LedgerStep.Write(ids.Ledger(shard, _former), number, seal));
    }

    private LedgerStep OnSealed()
    {
        return _end == 0 ? Former(_former - 1) : Tail();
    }

    private LedgerStep ReadLast(long number)
    {
        _end = number;
        return To(Phase.LastRecord, new LedgerStep.Read(ids.Ledger(shard, _former), number, number));
    }

    /// <summary>The last record of the newest ledger is known: reads from the table on.</summary>
    private LedgerStep Tail()
    {
        _next = IsKnown ? _state.NextEvent : 1 + _last!.TableSequence - _last.Base;
        return _next <= _end ? ReadTail() : Open();
    }

    private LedgerStep ReadTail() => To(
        Phase.Tail, new LedgerStep.Read(ids.Ledger(shard, _former), _next, Math.Min(_end, _next + ChunkRecords - 1)));

    private LedgerStep OnTail(IReadOnlyList<KeyValuePair<long, byte[]>> events)
    {
        if (events.Count == 0)
        {
            throw new FormatDamageException($"event {_next} is missing");
        }

        foreach (var (number, bytes) in events)
        {
            var record = LedgerCodec.Read(shard, _former, bytes);
            var isFirst = _state.Current.Epoch != _former;
            if (number != _next || number != 1 + record.Sequence - record.Base || (isFirst && record.Table is null))
            {
                throw new FormatDamageException($"event {number} stands in place of event {_next}");
            }

            if (!isFirst && record.Previous != _state.Current.LastCrc)
            {
                throw new FormatDamageException(
                    $"event {number} does not follow the one before: a record is another one");
            }

            _state.Apply(record);
            _next++;
        }

        return _next <= _end ? ReadTail() : Open();
    }

    private LedgerStep Open()
    {
        if (purpose.IsLookOnly)
        {
            return new LedgerStep.Opened(_state);
        }

        _state = purpose.ImportAfter is null ? _state : new LedgerState();
        _opening = LedgerCodec.Write(shard, purpose.ImportAfter is { } after
            ? LedgerOpening.Import(after, Epoch)
            : LedgerOpening.After(_state, Epoch));
        return WriteOpening();
    }

    private LedgerStep WriteOpening()
    {
        _former = Epoch;
        return To(Phase.Opening, new LedgerStep.Write(ids.Ledger(shard, Epoch), 1, _opening));
    }

    private LedgerStep.Opened Opened()
    {
        _state.Apply(LedgerCodec.Read(shard, Epoch, _opening));
        return new LedgerStep.Opened(_state);
    }

    private static byte[] Only(IReadOnlyList<KeyValuePair<long, byte[]>> events, long number) =>
        events is [var (found, bytes)] && found == number
            ? bytes
            : throw new FormatDamageException($"event {number} is missing");
}
