using System.Buffers.Binary;
using ActorPipeline.Journal;
using ActorPipeline.Records;

namespace ActorPipeline.Sql.Sqlite;

/// <summary>Writes a sink's progress inside the open transaction and removes the blocks that it covers.</summary>
internal sealed class SqliteSinkWriter
{
    private readonly SqliteStatement _select;
    private readonly SqliteStatement _selectEpoch;
    private readonly SqliteStatement _replace;
    private readonly SqliteStatement _delete;
    private readonly ByteArena _encoded = new();
    private long[] _stored = [];

    public SqliteSinkWriter(SqliteDatabase database)
    {
        _select = database.Prepare("SELECT sequences FROM sinks WHERE kind = ?1"u8);
        _selectEpoch = database.Prepare("SELECT epoch FROM shards WHERE shard = 0"u8);
        _replace = database.Prepare(
            "INSERT OR REPLACE INTO sinks (kind, crc, sequences, state) VALUES (?1, ?2, ?3, ?4)"u8);
        _delete = database.Prepare("DELETE FROM outbox WHERE kind = ?1 AND shard = ?2 AND sequence <= ?3"u8);
    }

    public void Write(SinkAck ack)
    {
        ReadStored(ack);
        if ((ack.Epoch > 0 && ack.Epoch != ReadEpoch()) || ack.IsBehind(_stored))
        {
            return;
        }

        _encoded.Clear();
        for (var shard = 0; shard < ack.Sequences.Length; shard++)
        {
            var sequence = ack.Sequences[shard];
            BinaryPrimitives.WriteInt64LittleEndian(_encoded.GetSpan(sizeof(long)), sequence);
            _encoded.Advance(sizeof(long));
            if (sequence != _stored[shard])
            {
                _delete.Bind(1, (long)ack.Kind).Bind(2, shard).Bind(3, sequence).Execute();
            }
        }

        var state = ack.State.Span;
        _replace.Bind(1, (long)ack.Kind).Bind(2, RowChecks.Sink(ack.Kind, _encoded.Written, state))
            .Bind(3, _encoded.Written).Bind(4, state).Execute();
    }

    private long ReadEpoch()
    {
        try
        {
            return _selectEpoch.Step() ? _selectEpoch.Int64(0) : 0;
        }
        finally
        {
            _selectEpoch.Reset();
        }
    }

    /// <summary>What is stored tells which shards have something to delete; from commit to commit few do.</summary>
    private void ReadStored(SinkAck ack)
    {
        if (_stored.Length < ack.Sequences.Length)
        {
            _stored = new long[ack.Sequences.Length];
        }

        Array.Clear(_stored);
        try
        {
            if (_select.Bind(1, (long)ack.Kind).Step())
            {
                SinkSequences.Decode(_select.Blob(0), _stored);
            }
        }
        finally
        {
            _select.Reset();
        }
    }
}
