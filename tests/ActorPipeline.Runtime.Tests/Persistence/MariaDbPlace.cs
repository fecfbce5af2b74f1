using ActorPipeline.Runtime.Persistence;

namespace ActorPipeline.Runtime.Tests.Persistence;

public sealed class MariaDbPlace : PersistencePlace
{
    private readonly MariaDbServer? _server;

    public MariaDbPlace()
    {
        if (Missing is null)
        {
            _server = new MariaDbServer();
            _server.Start();
            MySqlTables.Create(_server.ConnectionString);
        }
    }

    public override string? Missing => MariaDbServer.Missing;

    internal override DatabaseServer? Server => _server;

    protected override SqlProvider Provider => SqlProvider.MySql;

    protected override string ConnectionString => _server!.ConnectionString;

    protected override void Stop() => _server?.Dispose();
}
