using System.Text;
using ActorPipeline.Journal;
using ActorPipeline.Journal.Format;

namespace ActorPipeline.Runtime.Outbox;

/// <summary>
/// What the journal is told of a sink whenever it has made durable what it was given: how far it got with every shard,
/// and its own state there. It goes with commits of those shards that it has got further with, so shards may have notes
/// of different times: the newest is the truth. Layout: "APsn", version 1 (1 byte), number, shards, for each the last
/// commit; then length and bytes of the description and of the state. Numbers are 7 bits a byte. One without that mark
/// is of a time when all shards had one: length of the description (4 bytes), description, state.
/// </summary>
/// <param name="Number">One more than that of the note before.</param>
/// <param name="Sequences">By shard, the last commit that is delivered.</param>
/// <param name="Description">What an operator knows the sink by.</param>
/// <param name="State">The sink's own state; empty when there is none yet.</param>
internal sealed record SinkNote(long Number, long[] Sequences, string Description, ReadOnlyMemory<byte> State)
{
    private static ReadOnlySpan<byte> Magic => "APsn\u0001"u8;

    /// <summary>What there is before the first note.</summary>
    public static SinkNote None(int shards) => new(0, new long[shards], "", default);

    /// <summary>
    /// The newest note that shards have, in order of shard; each goes at least as far as its shard says.
    /// </summary>
    /// <exception cref="JournalException">One is damaged.</exception>
    public static SinkNote Newest(IReadOnlyList<Persistence.SinkProgress> shards)
    {
        SinkNote? newest = null;
        foreach (var shard in shards)
        {
            var note = Read(shard.State.Span, shards.Count);
            newest = newest is null || note.Number > newest.Number ? note : newest;
        }

        var sequences = shards.Select((s, i) => Math.Max(s.Through, newest!.Sequences[i])).ToArray();
        return newest! with { Sequences = sequences };
    }

    /// <summary>The bytes.</summary>
    public byte[] ToBytes()
    {
        var writer = new ByteWriter(256);
        writer.WriteBytes(Magic);
        writer.WriteUnsigned((ulong)Number);
        writer.WriteUnsigned((ulong)Sequences.Length);
        foreach (var sequence in Sequences)
        {
            writer.WriteUnsigned((ulong)sequence);
        }

        Write(writer, Encoding.UTF8.GetBytes(Description));
        Write(writer, State.Span);
        return writer.Written.ToArray();
    }

    private static void Write(ByteWriter writer, ReadOnlySpan<byte> bytes)
    {
        writer.WriteUnsigned((ulong)bytes.Length);
        writer.WriteBytes(bytes);
    }

    private static SinkNote Read(ReadOnlySpan<byte> bytes, int shards)
    {
        try
        {
            return bytes.IsEmpty ? None(shards)
                : bytes.StartsWith(Magic) ? ReadPresent(bytes[Magic.Length..], shards)
                : ReadFirst(bytes, shards);
        }
        catch (FormatDamageException damage)
        {
            throw new JournalException(
                "The journal's note about a sink is damaged. Restore the data directory from a backup, or start over "
                + "with --fresh.", JournalFault.Corrupt, damage);
        }
    }

    private static SinkNote ReadPresent(ReadOnlySpan<byte> bytes, int shards)
    {
        var cursor = new ByteCursor(bytes);
        var (number, sequences) = ((long)cursor.ReadUnsigned(), new long[shards]);
        var count = cursor.ReadCount(shards, "shards");
        for (var i = 0; i < count; i++)
        {
            sequences[i] = (long)cursor.ReadUnsigned();
        }

        var description = Encoding.UTF8.GetString(cursor.Take(cursor.ReadCount(cursor.Left, "bytes")));
        return new SinkNote(
            number, sequences, description, cursor.Take(cursor.ReadCount(cursor.Left, "bytes")).ToArray());
    }

    private static SinkNote ReadFirst(ReadOnlySpan<byte> bytes, int shards)
    {
        var cursor = new ByteCursor(bytes);
        var description = cursor.Take(BitConverter.ToInt32(cursor.Take(sizeof(int))));
        return new SinkNote(
            0, new long[shards], Encoding.UTF8.GetString(description), cursor.Take(cursor.Left).ToArray());
    }
}
