using ActorPipeline.Emission;
using ActorPipeline.Journal;
using ActorPipeline.Journal.Format;
using ActorPipeline.Plan;
using ActorPipeline.Records;

namespace ActorPipeline.Runtime.Outbox;

/// <summary>
/// Reads undelivered outbox blocks back into rows of the present schema. Blocks of an older plan have other columns:
/// what the present one calls by the same name and type is kept, the rest is null.
/// </summary>
internal sealed class OutboxReader(
    OutboxKind kind,
    string journal,
    IReadOnlyList<ResultColumn> schema,
    Func<int, IReadOnlyList<ResultColumn>> schemaOf)
{
    private readonly ColumnCodec _codec = new();
    private readonly ResultBatch _rows = new(schema);

    /// <summary>The rows of a block, until the next is read.</summary>
    /// <exception cref="JournalException">It is damaged.</exception>
    public ResultBatch Read(ShardId shard, long sequence, ReadOnlyMemory<byte> block)
    {
        try
        {
            var blobKind = kind == OutboxKind.Results ? BlobKind.Results : BlobKind.DeadLetters;
            var payload = Envelope.Open(block.Span, blobKind, shard, sequence, out var planVersion);
            var written = schemaOf(planVersion);
            if (IsSame(written))
            {
                OutboxBlock.Read(payload, _rows, _codec);
            }
            else
            {
                Convert(payload, written);
            }

            return _rows;
        }
        catch (FormatDamageException damage)
        {
            throw new JournalException(
                $"{journal}: the outbox block {sequence} of shard {shard} is damaged: {damage.Message}; "
                + "restore the data directory from a backup, or start over with --fresh", JournalFault.Corrupt, damage);
        }
    }

    private bool IsSame(IReadOnlyList<ResultColumn> written) =>
        written.Select(c => (c.Name, c.Type)).SequenceEqual(schema.Select(c => (c.Name, c.Type)));

    private void Convert(ReadOnlySpan<byte> payload, IReadOnlyList<ResultColumn> written)
    {
        var old = new ResultBatch(written);
        OutboxBlock.Read(payload, old, _codec);
        _rows.RowCount = old.RowCount;
        _rows.Scratch.Clear();
        _rows.Scratch.Append(old.Scratch.Written);
        for (var i = 0; i < schema.Count; i++)
        {
            var from = written.ToList().FindIndex(c => c.Name == schema[i].Name && c.Type == schema[i].Type);
            _rows.Columns[i].Reset(old.RowCount);
            for (var row = 0; row < old.RowCount; row++)
            {
                if (from < 0 || old.Columns[from].IsNullAt(row))
                {
                    _rows.Columns[i].SetNull(row, old.RowCount);
                    _rows.Columns[i].ClearValue(row);
                }
                else
                {
                    _rows.Columns[i].Copy(old.Columns[from], row);
                }
            }
        }
    }
}
