using System.Buffers.Binary;
using ActorPipeline.Records;

namespace ActorPipeline.Sql.Sinks;

/// <summary>
/// How far a pipeline got in a target database, by shard, in a table of that database: written with the rows, in the
/// same transaction, so it can't be wrong about them. What was flushed also goes to the journal (layout: version,
/// 1 byte; then shard, 4, and sequence, 8, little-endian, for each), to notice a database that fell back.
/// </summary>
internal sealed class TargetProgress
{
    /// <summary>The name of the table; it serves all pipelines that write to the database.</summary>
    public const string Table = "actorpipeline_progress";

    private const byte Version = 1;
    private const int EntryLength = sizeof(int) + sizeof(long);
    private readonly string _pipeline;
    private readonly SortedDictionary<int, long> _sequences = [];
    private readonly TargetStatement _write;

    /// <summary>Reads the progress; the table is created when missing.</summary>
    public TargetProgress(TargetConnection connection, string pipeline)
    {
        _pipeline = pipeline;
        connection.Execute($"""
            CREATE TABLE IF NOT EXISTS {Table} (
              pipeline TEXT NOT NULL,
              shard INTEGER NOT NULL,
              sequence INTEGER NOT NULL,
              PRIMARY KEY (pipeline, shard)
            ) WITHOUT ROWID
            """);
        using var read = connection.Prepare($"SELECT shard, sequence FROM {Table} WHERE pipeline = ?1");
        read.Bind(1, pipeline);
        while (read.Step())
        {
            _sequences.Add((int)read.Int64(0), read.Int64(1));
        }

        _write = connection.Prepare($"""
            INSERT INTO {Table} (pipeline, shard, sequence) VALUES (?1, ?2, ?3)
            ON CONFLICT (pipeline, shard) DO UPDATE SET sequence = excluded.sequence
            """);
    }

    /// <summary>Whether a database, which may be read only, has progress of a pipeline.</summary>
    public static bool IsOf(TargetConnection connection, string pipeline)
    {
        using var tables = connection.Prepare("SELECT 1 FROM sqlite_master WHERE name = ?1");
        tables.Bind(1, Table);
        if (!tables.Step())
        {
            return false;
        }

        using var rows = connection.Prepare($"SELECT 1 FROM {Table} WHERE pipeline = ?1");
        rows.Bind(1, pipeline);
        return rows.Step();
    }

    /// <summary>The shards that have any progress, and their last sequences.</summary>
    public IReadOnlyDictionary<int, long> Sequences => _sequences;

    /// <summary>Forgets all progress of a pipeline.</summary>
    public void Clear(TargetConnection connection)
    {
        using var delete = connection.Prepare($"DELETE FROM {Table} WHERE pipeline = ?1");
        delete.Bind(1, _pipeline);
        delete.Execute();
        _sequences.Clear();
    }

    /// <summary>The last sequence whose rows are in the target, or will be with the open transaction.</summary>
    public long Of(ShardId shard) => _sequences.GetValueOrDefault(shard.Value);

    /// <summary>Advances a shard, in the open transaction.</summary>
    public void Advance(ShardId shard, long sequence)
    {
        _write.Bind(1, _pipeline);
        _write.Bind(2, shard.Value);
        _write.Bind(3, sequence);
        _write.Execute();
        _sequences[shard.Value] = sequence;
    }

    /// <summary>The progress as the journal keeps it.</summary>
    public byte[] Encode()
    {
        var encoded = new byte[1 + (_sequences.Count * EntryLength)];
        encoded[0] = Version;
        var entry = encoded.AsSpan(1);
        foreach (var (shard, sequence) in _sequences)
        {
            BinaryPrimitives.WriteInt32LittleEndian(entry, shard);
            BinaryPrimitives.WriteInt64LittleEndian(entry[sizeof(int)..], sequence);
            entry = entry[EntryLength..];
        }

        return encoded;
    }

    /// <summary>Reads what <see cref="Encode"/> wrote; null for anything else.</summary>
    public static IReadOnlyDictionary<int, long>? Decode(ReadOnlySpan<byte> encoded)
    {
        if (encoded.IsEmpty || encoded[0] != Version || (encoded.Length - 1) % EntryLength != 0)
        {
            return null;
        }

        var sequences = new Dictionary<int, long>();
        for (var entry = encoded[1..]; !entry.IsEmpty; entry = entry[EntryLength..])
        {
            sequences[BinaryPrimitives.ReadInt32LittleEndian(entry)] =
                BinaryPrimitives.ReadInt64LittleEndian(entry[sizeof(int)..]);
        }

        return sequences;
    }
}
