namespace ActorPipeline.Sql.Sqlite;

/// <summary>
/// Deletes trimmed event blocks, some commits after the trim. What counts as trimmed is the shard's row; the blocks
/// below are dead from then on. The blocks of a commit lie side by side, and its shards trim at different times: so
/// deleting at once would rewrite each of those pages several times (measured: a sixth of all work).
/// </summary>
internal sealed class SqliteTrimmer
{
    private readonly SqliteStatement _select;
    private readonly SqliteStatement _delete;
    private readonly int _interval;
    private readonly Dictionary<int, long> _pending = [];
    private readonly List<long> _dead = [];
    private int _commits;

    public SqliteTrimmer(SqliteDatabase database, int interval)
    {
        _select = database.Prepare("SELECT id FROM events WHERE shard = ?1 AND sequence <= ?2"u8);
        _delete = database.Prepare("DELETE FROM events WHERE id = ?1"u8);
        _interval = interval;
    }

    /// <summary>Blocks of the shard up to the sequence are dead.</summary>
    public void Add(int shard, long through) => _pending[shard] = through;

    /// <summary>Called once in every transaction: deletes what is dead when it is time.</summary>
    public void Sweep()
    {
        if (++_commits < _interval || _pending.Count == 0)
        {
            return;
        }

        _dead.Clear();
        foreach (var (shard, through) in _pending)
        {
            Collect(shard, through);
        }

        // In order of place, so that page after page becomes empty.
        _dead.Sort();
        foreach (var id in _dead)
        {
            _delete.Bind(1, id).Execute();
        }
    }

    private void Collect(int shard, long through)
    {
        try
        {
            _select.Bind(1, shard).Bind(2, through);
            while (_select.Step())
            {
                _dead.Add(_select.Int64(0));
            }
        }
        finally
        {
            _select.Reset();
        }
    }

    /// <summary>The transaction is on disk.</summary>
    public void Committed()
    {
        if (_commits >= _interval)
        {
            Forget();
        }
    }

    /// <summary>The transaction failed, and its trims with it. A shard's next trim deletes all that is below.</summary>
    public void Forget()
    {
        _pending.Clear();
        _commits = 0;
    }
}
