using System.Data.Common;
using System.Net.Sockets;
using ActorPipeline.Journal;
using ActorPipeline.Plan;
using ActorPipeline.Runtime.Hosting;
using ActorPipeline.Runtime.Persistence;
using ActorPipeline.Runtime.Persistence.Copying;
using Akka.Actor;
using Akka.Configuration;
using MySqlConnector;
using Npgsql;

namespace ActorPipeline.Sql;

/// <summary>
/// The journal that a <see cref="JournalSpec"/> names, opened: to be looked at, or with the actor that writes it. In
/// the actor system that is given, whose configuration has <see cref="Configuration"/>, or in one of its own. Who
/// opens it holds the <see cref="DataDirectory"/>; who only looks need not.
/// </summary>
internal sealed class JournalAccess : IDisposable
{
    private static readonly TimeSpan _longestStop = TimeSpan.FromSeconds(10);

    private readonly ActorSystem? _ownSystem;
    private readonly IActorRef? _actor;
    private readonly Func<ActorSystem, Props>? _createActor;

    private JournalAccess(
        IJournal reads, IActorRef? actor, ActorSystem? ownSystem, Func<ActorSystem, Props>? createActor = null) =>
        (Reads, _actor, _ownSystem, _createActor) = (reads, actor, ownSystem, createActor);

    /// <summary>What is in it. What is read is committed.</summary>
    public IJournal Reads { get; }

    /// <summary>What writes it; takes <see cref="JournalProtocol"/>.</summary>
    /// <exception cref="InvalidOperationException">It was opened to be looked at.</exception>
    public IActorRef Actor => _actor ?? throw new InvalidOperationException($"{Reads.Description} is only looked at");

    /// <summary>Gives a pipeline that reads it what writes it, and the actor system that goes with that.</summary>
    public PipelineServices Serve(PipelineServices services)
    {
        ArgumentNullException.ThrowIfNull(services);
        return services with
        {
            CreateJournal = _createActor,
            System = services.System ?? _ownSystem,
        };
    }

    /// <summary>
    /// Starts the state over, where a database has it; that of a file goes with the file.
    /// </summary>
    /// <returns>Whether there was any.</returns>
    /// <exception cref="JournalException">The database can't be read or written.</exception>
    public bool Reset(PipelinePlan plan, ActorSystem? system)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (_createActor is null)
        {
            return false;
        }

        var home = system ?? _ownSystem!;
        var actor = home.ActorOf(_createActor(home));
        try
        {
            return JournalReset.Run(Reads, actor, plan.ShardCount);
        }
        finally
        {
            actor.GracefulStop(_longestStop).Wait();
        }
    }

    /// <summary>What the configuration of an actor system has to have for a journal.</summary>
    public static Config Configuration(JournalSpec spec)
    {
        var dispatcher = ConfigurationFactory.ParseString(JournalAdapter.DispatcherConfig);
        return spec is JournalSpec.Persistence database
            ? dispatcher.WithFallback(SqlPersistenceConfig.For(
                database.Provider, database.ConnectionString, database.CreateTables))
            : dispatcher;
    }

    /// <summary>
    /// Whether there is a journal to be looked at: a database may be asked, a file may not be there yet.
    /// </summary>
    public static bool Exists(JournalSpec spec, string dataDirectory) =>
        spec is JournalSpec.Persistence || File.Exists(Path.Combine(dataDirectory, SqliteJournal.FileName));

    /// <summary>Opens a journal to be looked at, whoever runs its pipeline.</summary>
    /// <param name="spec">Which one.</param>
    /// <param name="dataDirectory">The data directory.</param>
    /// <param name="pipeline">The pipeline's name.</param>
    /// <exception cref="JournalException">There is none, or it can't be read.</exception>
    public static JournalAccess Look(JournalSpec spec, string dataDirectory, string pipeline)
    {
        if (spec is not JournalSpec.Persistence database)
        {
            return new JournalAccess(SqliteJournal.OpenForReading(dataDirectory), null, null);
        }

        var system = Prepare(database, null, Config.Empty);
        return new JournalAccess(View(system, database, pipeline), null, system);
    }

    /// <summary>Opens a journal for a run: see <see cref="Serve"/>.</summary>
    /// <param name="spec">Which one.</param>
    /// <param name="dataDirectory">The data directory, which is there and held.</param>
    /// <param name="plan">The pipeline.</param>
    /// <param name="system">The actor system that it runs in; null for one of its own.</param>
    /// <exception cref="JournalException">It can't be opened.</exception>
    public static JournalAccess Run(JournalSpec spec, string dataDirectory, PipelinePlan plan, ActorSystem? system)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (spec is not JournalSpec.Persistence database)
        {
            return new JournalAccess(SqliteJournal.Open(dataDirectory), null, null);
        }

        var dispatchers = AkkaSettings.Dispatchers(plan.Engine.LoopThreads, plan.Engine.IngestThreads);
        var home = Prepare(database, system, dispatchers);
        return new JournalAccess(
            View(home, database, plan.Name), null, system is null ? home : null,
            s => PersistenceJournal.Props(s, plan.Name, Settings(database)));
    }

    /// <summary>Opens a journal to be written.</summary>
    /// <param name="spec">Which one.</param>
    /// <param name="dataDirectory">The data directory, which is there and held.</param>
    /// <param name="pipeline">The pipeline's name.</param>
    /// <param name="shardCount">The pipeline's shards.</param>
    /// <param name="system">The actor system that it lives in; null for one of its own.</param>
    /// <exception cref="JournalException">It can't be opened.</exception>
    public static JournalAccess Open(
        JournalSpec spec, string dataDirectory, string pipeline, int shardCount, ActorSystem? system = null)
    {
        if (spec is JournalSpec.Persistence database)
        {
            var home = Prepare(database, system, Config.Empty);
            var actor = home.ActorOf(PersistenceJournal.Props(home, pipeline, Settings(database)));
            return new JournalAccess(View(home, database, pipeline), actor, system is null ? home : null);
        }

        var journal = SqliteJournal.Open(dataDirectory);
        var own = system is null ? CreateSystem(spec, Config.Empty) : null;
        return new JournalAccess(journal, (system ?? own!).ActorOf(JournalAdapter.Props(journal, shardCount)), own);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (_ownSystem is not null)
        {
            _ownSystem.Terminate().Wait();
        }
        else
        {
            // The actor uses what is disposed of next.
            _actor?.GracefulStop(_longestStop).Wait();
        }

        Reads.Dispose();
    }

    /// <summary>
    /// A database that can't be reached says at once why, and not after a while that it does not answer, as a plugin
    /// would.
    /// </summary>
    private static void Reach(JournalSpec.Persistence database)
    {
        using DbConnection? connection = database.Provider switch
        {
            SqlProvider.PostgreSql => new NpgsqlConnection(database.ConnectionString),
            SqlProvider.MySql => new MySqlConnection(database.ConnectionString),
            _ => null,
        };
        try
        {
            connection?.Open();
        }
        catch (Exception e) when (e is DbException or TimeoutException or SocketException)
        {
            throw new JournalException(
                $"{database.Description} can't be reached: {e.Message}. Look after the server, its address and the "
                + "user.", JournalFault.Unavailable, e);
        }
    }

    private static ActorSystem Prepare(JournalSpec.Persistence database, ActorSystem? system, Config others)
    {
        Reach(database);
        if (database is { Provider: SqlProvider.MySql, CreateTables: true })
        {
            try
            {
                MySqlTables.Create(database.ConnectionString);
            }
            catch (MySqlException e)
            {
                throw new JournalException(
                    $"{database.Description}: the tables can't be made: {e.Message}. Look after the server and the "
                    + "user's rights; where the tables are there, set create-tables = false.",
                    JournalFault.Unavailable, e);
            }
        }

        return system ?? CreateSystem(database, others);
    }

    private static ActorSystem CreateSystem(JournalSpec spec, Config others) => ActorSystem.Create(
        "actorpipeline", AkkaSettings.Quiet.WithFallback(Configuration(spec)).WithFallback(others));

    private static PersistenceJournalView View(ActorSystem system, JournalSpec.Persistence database, string pipeline) =>
        new(system, pipeline, Settings(database));

    private static PersistenceJournalSettings Settings(JournalSpec.Persistence database) =>
        new() { Description = database.Description };
}
