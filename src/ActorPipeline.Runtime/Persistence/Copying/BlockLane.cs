namespace ActorPipeline.Runtime.Persistence.Copying;

/// <summary>Blocks in order of commit, taken commit by commit.</summary>
internal sealed class BlockLane : IDisposable
{
    private readonly IEnumerator<CommitBlock> _blocks;
    private bool _isThere;

    public BlockLane(IEnumerable<CommitBlock> blocks)
    {
        _blocks = blocks.GetEnumerator();
        _isThere = _blocks.MoveNext();
    }

    /// <summary>The block of a commit; empty where it has none.</summary>
    public ReadOnlyMemory<byte> Take(long sequence)
    {
        if (!_isThere || _blocks.Current.Sequence != sequence)
        {
            return default;
        }

        var block = _blocks.Current.Bytes;
        _isThere = _blocks.MoveNext();
        return block;
    }

    /// <inheritdoc />
    public void Dispose() => _blocks.Dispose();
}
