using ActorPipeline.Journal;
using ActorPipeline.Journal.Format;

namespace ActorPipeline.Runtime.Persistence;

/// <summary>
/// Progress of a sink shard by shard, as the one state that an <see cref="IJournal"/> keeps of a sink. Layout: "APss",
/// version 1 (1 byte); for each shard length, bytes; numbers are 7 bits a byte. A state without that mark is of a time
/// when a sink had one for all shards, and every shard is given it.
/// </summary>
internal sealed class SinkStates
{
    private static ReadOnlySpan<byte> Magic => "APss\u0001"u8;

    private readonly List<ReadOnlyMemory<byte>> _states = [];
    private readonly ByteWriter _writer = new(256);
    private long[] _through = [];

    /// <summary>By shard, the last delivered commit.</summary>
    public ReadOnlySpan<long> Through => _through;

    /// <summary>What is stored.</summary>
    public static SinkStates Read(SinkAck stored)
    {
        var states = new SinkStates { _through = [.. stored.Sequences] };
        if (stored.State.Length < Magic.Length || !stored.State.Span[..Magic.Length].SequenceEqual(Magic))
        {
            states._states.AddRange(Enumerable.Repeat(stored.State, stored.Sequences.Length));
            return states;
        }

        var cursor = new ByteCursor(stored.State.Span);
        cursor.Take(Magic.Length);
        while (!cursor.AtEnd)
        {
            states._states.Add(cursor.Take(cursor.ReadCount(cursor.Left, "bytes of a sink's state")).ToArray());
        }

        states.EnsureShards(stored.Sequences.Length);
        return states;
    }

    /// <summary>How far the sink got with a shard.</summary>
    public SinkProgress Of(OutboxKind kind, int shard) =>
        shard < _through.Length ? new(kind, _through[shard], _states[shard]) : new(kind, 0, default);

    /// <summary>Takes in news; false when they are behind what there is.</summary>
    public bool Take(int shard, SinkProgress progress)
    {
        EnsureShards(shard + 1);
        if (progress.Through < _through[shard])
        {
            return false;
        }

        (_through[shard], _states[shard]) = (progress.Through, progress.State.ToArray());
        return true;
    }

    /// <summary>All of it, to be stored.</summary>
    public SinkAck ToAck(OutboxKind kind)
    {
        _writer.Truncate(0);
        _writer.WriteBytes(Magic);
        foreach (var state in _states)
        {
            _writer.WriteUnsigned((ulong)state.Length);
            _writer.WriteBytes(state.Span);
        }

        return new SinkAck(kind, [.. _through], _writer.Written.ToArray());
    }

    private void EnsureShards(int count)
    {
        if (_through.Length < count)
        {
            Array.Resize(ref _through, count);
        }

        while (_states.Count < _through.Length)
        {
            _states.Add(default);
        }
    }
}
