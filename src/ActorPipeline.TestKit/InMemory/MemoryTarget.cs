using System.Buffers.Binary;
using ActorPipeline.Sinks;

namespace ActorPipeline.TestKit.InMemory;

/// <summary>
/// What a sink writes to; outlives hosts, as a file does. Rows that are not synced may be lost in a crash. Knows a
/// digest of every prefix, so that a sink which comes back to other content than it left is found out.
/// </summary>
internal sealed class MemoryTarget
{
    private readonly List<SinkRow> _rows = [];
    private readonly List<ulong> _digests = [14695981039346656037];

    /// <summary>The rows, in order.</summary>
    public IReadOnlyList<SinkRow> Rows => _rows;

    /// <summary>Rows that a crash leaves for sure.</summary>
    public int Synced { get; set; }

    /// <summary>Called before each call of a sink (its name is given); may throw <see cref="SinkException"/>.</summary>
    public Action<string>? Fault { get; set; }

    /// <summary>Times that a sink was opened.</summary>
    public int Openings { get; set; }

    /// <summary>Number and digest of the rows.</summary>
    public byte[] State
    {
        get
        {
            var state = new byte[16];
            BinaryPrimitives.WriteInt64LittleEndian(state, _rows.Count);
            BinaryPrimitives.WriteUInt64LittleEndian(state.AsSpan(8), _digests[^1]);
            return state;
        }
    }

    /// <summary>Appends a row.</summary>
    public void Add(SinkRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        var digest = _digests[^1];
        foreach (var c in row.ToString())
        {
            digest = (digest ^ c) * 1099511628211;
        }

        _rows.Add(row);
        _digests.Add(digest);
    }

    /// <summary>Goes back to a state that <see cref="State"/> once gave.</summary>
    /// <exception cref="SinkException">It never was in that state.</exception>
    public void GoBackTo(ReadOnlySpan<byte> state)
    {
        var count = (int)BinaryPrimitives.ReadInt64LittleEndian(state);
        if (count > _rows.Count || _digests[count] != BinaryPrimitives.ReadUInt64LittleEndian(state[8..]))
        {
            throw new SinkException(
                $"the target has {_rows.Count} rows, and not the {count} that the journal knows", SinkFault.Mismatch);
        }

        Cut(count);
    }

    /// <summary>Loses some of the rows that are not synced.</summary>
    public void Crash(Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        Cut(random.Next(Synced, _rows.Count + 1));
    }

    private void Cut(int count)
    {
        _rows.RemoveRange(count, _rows.Count - count);
        _digests.RemoveRange(count + 1, _digests.Count - count - 1);
        Synced = Math.Min(Synced, count);
    }
}
