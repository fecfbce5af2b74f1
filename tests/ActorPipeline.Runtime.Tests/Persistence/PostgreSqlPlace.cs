using ActorPipeline.Runtime.Persistence;

namespace ActorPipeline.Runtime.Tests.Persistence;

public sealed class PostgreSqlPlace : PersistencePlace
{
    private readonly PostgreSqlServer? _server;

    public PostgreSqlPlace()
    {
        if (Missing is null)
        {
            _server = new PostgreSqlServer();
            _server.Start();
        }
    }

    public override string? Missing => PostgreSqlServer.Missing;

    internal override DatabaseServer? Server => _server;

    protected override SqlProvider Provider => SqlProvider.PostgreSql;

    protected override string ConnectionString => _server!.ConnectionString;

    protected override void Stop() => _server?.Dispose();
}
