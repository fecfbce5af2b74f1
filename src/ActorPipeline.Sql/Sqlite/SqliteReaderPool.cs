namespace ActorPipeline.Sql.Sqlite;

/// <summary>
/// Connections for reads, which any thread may do at any time, also inside the callback of another read. As many are
/// open as reads run; a few stay open for the next. Thread-safe.
/// </summary>
internal sealed class SqliteReaderPool : IDisposable
{
    private const int MaxIdle = 4;

    private readonly Lock _lock = new();
    private readonly Stack<SqliteJournalReader> _idle = new();
    private readonly string _path;
    private readonly SqliteJournalSettings _settings;
    private bool _isDisposed;

    public SqliteReaderPool(string path, SqliteJournalSettings settings) => (_path, _settings) = (path, settings);

    /// <summary>Disposing of the lease gives the reader back.</summary>
    public Lease Rent()
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (_idle.TryPop(out var reader))
            {
                return new Lease(this, reader);
            }
        }

        return new Lease(this, new SqliteJournalReader(_path, _settings));
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
            while (_idle.TryPop(out var reader))
            {
                reader.Dispose();
            }
        }
    }

    private void Return(SqliteJournalReader reader)
    {
        lock (_lock)
        {
            if (!_isDisposed && _idle.Count < MaxIdle)
            {
                _idle.Push(reader);
                return;
            }
        }

        reader.Dispose();
    }

    public readonly struct Lease(SqliteReaderPool pool, SqliteJournalReader reader) : IDisposable
    {
        public SqliteJournalReader Reader => reader;

        public void Dispose() => pool.Return(reader);
    }
}
