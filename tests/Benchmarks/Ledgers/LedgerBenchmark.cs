using Shared.Databases;
using Benchmarks.Children;
using Benchmarks.Reporting;

namespace Benchmarks.Ledgers;

/// <summary>Commits of many shards through the journal's actor, over everything that it stands on.</summary>
internal sealed class LedgerBenchmark : IBenchmark
{
    private const long UsualBytes = 128L << 20;

    private static readonly string[] _journals = ["memory", "sqlite", "persistence-sqlite", "persistence-postgresql"];

    /// <inheritdoc />
    public string Name => "ledger";

    /// <inheritdoc />
    public string Summary => "the journal's actor over memory, SQLite, Akka.Persistence on SQLite and PostgreSQL";

    /// <inheritdoc />
    public long DiskBytes(BenchContext context) => 3 * UsualBytes;

    /// <inheritdoc />
    public Report Run(BenchContext context)
    {
        var table = new Table(
            "journals", new("journal", "journal"), new("block", "block"),
            new("write_bytes_per_second", "commits", Unit.BytesPerSecond),
            new("cpu_ns_per_byte", "CPU a byte", Unit.Nanoseconds),
            new("read_bytes_per_second", "recovery", Unit.BytesPerSecond));
        var report = new Report(
            Name, $"{UsualBytes >> 20} MB of event blocks from {LedgerJob.ShardCount} shards; CPU is this process's")
        {
            Tables = { table },
        };
        foreach (var journal in _journals)
        {
            if (journal.EndsWith("postgresql", StringComparison.Ordinal) && PostgreSqlServer.Missing is { } missing)
            {
                report.Notes.Add(missing);
                continue;
            }

            foreach (var block in (int[])[64 << 10, 256 << 10])
            {
                context.Say($"{journal}, blocks of {block >> 10} KB");
                var directory = context.NewDirectory("ledger");
                var arguments = new LedgerArguments(journal, directory, block, UsualBytes);
                var result = context.Children.Run(Jobs.Ledger, arguments).Value;
                table.Add(
                    journal, $"{block >> 10} KB", UsualBytes / result.WriteSeconds,
                    result.WriteCpuSeconds * 1e9 / UsualBytes, UsualBytes / result.ReadSeconds);
                context.Remove("ledger");
            }
        }

        return report;
    }
}
