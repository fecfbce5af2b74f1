using System.Diagnostics;
using ActorPipeline.Journal;
using ActorPipeline.Records;
using ActorPipeline.Runtime.Persistence;
using Shared.Databases;
using ActorPipeline.Sql;
using Akka.Actor;
using Akka.Configuration;
using Microsoft.Data.Sqlite;
using static ActorPipeline.Runtime.Persistence.JournalProtocol;

namespace Benchmarks.Ledgers;

/// <summary>What the process does: all shards commit as fast as they are answered; then all are read.</summary>
internal static class LedgerJob
{
    public const int ShardCount = 16;

    private const string Silence = "akka { loglevel = OFF, stdout-loglevel = OFF, log-dead-letters = off }";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public static LedgerResult Run(LedgerArguments arguments)
    {
        PostgreSqlServer? server = null;
        IJournal? journal = null;
        ActorSystem? system = null;
        try
        {
            switch (arguments.Journal)
            {
                case "memory":
                    journal = new InMemoryJournal();
                    break;
                case "sqlite":
                    journal = SqliteJournal.Open(arguments.Directory);
                    break;
                case "persistence-postgresql":
                    server = new PostgreSqlServer();
                    server.Start();
                    break;
                default:
                    UseLog(Path.Combine(arguments.Directory, "akka.db"));
                    break;
            }

            var config = journal is not null
                ? ConfigurationFactory.ParseString(JournalAdapter.DispatcherConfig)
                : server is not null
                    ? SqlPersistenceConfig.For(SqlProvider.PostgreSql, server.ConnectionString)
                    : SqlPersistenceConfig.For(
                        SqlProvider.Sqlite, $"Data Source={Path.Combine(arguments.Directory, "akka.db")}");

            // What the process prints is its result.
            system = ActorSystem.Create("bench", ConfigurationFactory.ParseString(Silence).WithFallback(config));
            return Measure(arguments, system, system.ActorOf(journal is not null
                ? JournalAdapter.Props(journal, ShardCount)
                : PersistenceJournal.Props(system, "bench", new PersistenceJournalSettings())));
        }
        finally
        {
            system?.Terminate().Wait(Patience);
            journal?.Dispose();
            server?.Dispose();
        }
    }

    /// <summary>A write-ahead log, as whoever cares for speed sets it up.</summary>
    private static void UseLog(string path)
    {
        using var connection = new SqliteConnection($"Data Source={path}");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode=WAL";
        command.ExecuteNonQuery();
    }

    private static LedgerResult Measure(LedgerArguments arguments, ActorSystem system, IActorRef journal)
    {
        var block = new byte[arguments.BlockBytes];
        new Random(1).NextBytes(block);
        var commits = arguments.TotalBytes / arguments.BlockBytes / ShardCount;
        RunAll(system, journal, 8, []);
        var (cpu, at) = (Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
        RunAll(system, journal, commits, block);
        var (seconds, used) = (Stopwatch.GetElapsedTime(at), Environment.CpuUsage.TotalTime - cpu);
        at = Stopwatch.GetTimestamp();
        RunAll(system, journal, 0, block);
        return new LedgerResult(
            seconds.TotalSeconds, used.TotalSeconds, Stopwatch.GetElapsedTime(at).TotalSeconds);
    }

    private static void RunAll(ActorSystem system, IActorRef journal, long commits, byte[] block)
    {
        using var left = new CountdownEvent(ShardCount);
        for (var shard = 0; shard < ShardCount; shard++)
        {
            var id = new ShardId(shard);
            system.ActorOf(Props.Create(() => new Owner(journal, id, commits, block, left)));
        }

        if (!left.Wait(Patience))
        {
            throw new BenchException($"the journal has not answered within {Patience}");
        }
    }

    /// <summary>Commits so many blocks, or where that is none reads what there is.</summary>
    private sealed class Owner(IActorRef journal, ShardId shard, long commits, byte[] block, CountdownEvent left)
        : UntypedActor
    {
        private const int ChunkBytes = 4 << 20;

        private long _epoch;
        private long _last;

        protected override void PreStart() => journal.Tell(new Claim(shard));

        protected override void OnReceive(object message)
        {
            switch (message)
            {
                case Claimed claimed:
                    (_epoch, _last) = (claimed.Epoch, claimed.Sequence + commits);
                    Next(claimed.Sequence);
                    break;
                case Committed committed:
                    Next(committed.Sequence);
                    break;
                case Unknown:
                    journal.Tell(new ReadHead(shard, _epoch));
                    break;
                case Head head:
                    Next(head.Sequence);
                    break;
                case EventsRead { IsLast: false } read:
                    journal.Tell(new ReadEvents(shard, _epoch, read.Through, ChunkBytes));
                    break;
                case EventsRead:
                    End();
                    break;
                default:
                    throw new BenchException($"the journal answers {message}");
            }
        }

        private void Next(long sequence)
        {
            if (commits == 0)
            {
                journal.Tell(new ReadEvents(shard, _epoch, 0, ChunkBytes));
            }
            else if (sequence == _last)
            {
                End();
            }
            else
            {
                journal.Tell(new Commit(shard, _epoch, sequence + 1) { Head = block.AsMemory(0, 0), Events = block });
            }
        }

        private void End()
        {
            left.Signal();
            Context.Stop(Self);
        }
    }
}
