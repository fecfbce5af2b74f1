namespace ActorPipeline.Sql.Sqlite;

/// <summary>
/// Follows the blocks of a shard and sees whether one is missing. Blocks up to the floor are gone on purpose (trimmed
/// or delivered); from there each block names the one before, and the shard's row names the last.
/// </summary>
internal struct BlockChain
{
    private readonly string _path;
    private readonly string _what;
    private readonly long _shard;
    private readonly long _floor;
    private readonly long _end;
    private long _last;
    private bool _isFirst;

    public BlockChain(string path, string what, long shard, long floor, long end)
    {
        (_path, _what, _shard, _floor, _end) = (path, what, shard, floor, end);
        (_last, _isFirst) = (floor, true);
    }

    public void Follow(long sequence, long previous)
    {
        var isNext = _isFirst ? previous <= _floor && sequence > _floor : previous == _last;
        if (!isNext)
        {
            throw SqliteFaults.Corrupt(_path, $"{_what} of shard {_shard}: block {sequence} follows {previous}, " +
                $"but the block before it is {_last}");
        }

        _isFirst = false;
        _last = sequence;
    }

    public readonly void End()
    {
        var isComplete = _isFirst ? _end <= _floor : _last == _end;
        if (!isComplete)
        {
            throw SqliteFaults.Corrupt(_path, $"{_what} of shard {_shard}: the last block is {_last}, not {_end}");
        }
    }
}
