namespace ActorPipeline.Node.Tests.Commands;

/// <summary><c>journal copy</c>, from SQLite to Akka.Persistence in SQLite and back.</summary>
public sealed class JournalCopyScenarios : IDisposable
{
    /// <summary>Actors that stay when the input has come to its end.</summary>
    private static readonly string _pipeline =
        $$"""
        pipeline   = test
        source     = { files = ["in.ndjson"] }
        decode     = { json = { order = string, at = timestamp, price = decimal } }
        event-time = { column = at, out-of-order = 1s }
        key        = order
        actor      = { assembly = "{{Plugin}}", type = "Plugins.Orders.Order" }
        sink       = { file = "out.ndjson" }
        dead-letters.file = "dead.ndjson"
        shards     = 3

        """;

    private const string Database =
        "journal.persistence = { provider = sqlite, connection-string = \"Data Source=akka.db\" }\n";

    private const string There = "there.conf";
    private const string Back = "back.conf";

    private readonly Workbench _bench = new();

    private static string Plugin => Path.Combine(
        Repository.Root, "tests", "Plugins.Orders", "bin", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name,
        "net10.0", "Plugins.Orders.dll");

    public JournalCopyScenarios() => _bench.With(_pipeline).With(_pipeline + Database, There)
        .With(_pipeline + "data-dir = back", Back);

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _bench.Dispose();
    }

    [Fact]
    public void A_state_that_goes_there_and_back_is_the_same()
    {
        RunToItsEnd();
        var before = State(Workbench.FileName);

        Assert.Equal(ExitCode.Ok, _bench.Run("journal", "copy", Workbench.FileName, There));
        Assert.Matches(
            @"(?s)^Copied test: 3 shards, \d+ commits? with \d+ blocks?, \d+ pages?, .*B\.\n"
            + @"  from  SQLite .*journal\.db\n"
            + @"  to    Akka\.Persistence in SQLite .*akka\.db\n.*Run there\.conf from now on; .*\n$",
            Taken());
        Assert.Equal(before, State(There));
        Assert.Equal(ExitCode.Ok, _bench.Run("journal", "copy", There, Back));
        Taken();

        Assert.Equal(before, State(Back));
        Assert.Equal(before, State(Workbench.FileName));
        Assert.Equal(ExitCode.Ok, _bench.Run("check", Back));
        Assert.Contains("a run goes on from there.", Taken(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_on_a_database_is_refused_by_check_and_by_run_and_changes_nothing()
    {
        const string Refused = "there.conf:10:36: journal.persistence.provider: a pipeline can't be run on "
            + "Akka.Persistence in SQLite ";
        foreach (var command in (string[])["check", "run"])
        {
            Assert.NotEqual(ExitCode.Ok, _bench.Run(command, There));
            Assert.StartsWith(Refused, _bench.Error.ToString(), StringComparison.Ordinal);
            Assert.Contains("Run it with journal = sqlite.", _bench.Error.ToString(), StringComparison.Ordinal);
            _bench.Error.GetStringBuilder().Clear();
        }

        Assert.False(Directory.Exists(_bench.PathOf("data")));
        Assert.False(File.Exists(_bench.PathOf("akka.db")));
    }

    [Fact]
    public void What_can_not_be_copied_is_refused_and_said_why()
    {
        Refused(1, "There is no state in data/test to copy.", Workbench.FileName, There);
        Refused(1, "test.conf and test.conf have the same journal. Name another one in test.conf.",
            Workbench.FileName, Workbench.FileName);
        RunToItsEnd();
        _bench.With($"{_pipeline}shards = 4\n{Database}", "more.conf");
        Refused(3, "shards", Workbench.FileName, "more.conf");
        Assert.Equal(ExitCode.Ok, _bench.Run("journal", "copy", Workbench.FileName, There));
        Refused(3, "has a state of this pipeline already. Copy to an empty journal.", Workbench.FileName, There);
        using var held = Sql.DataDirectory.Open(_bench.PathOf("data/test"));
        Refused(3, "is held by process", Workbench.FileName, There);
    }

    [Fact]
    public void A_copy_that_is_stopped_leaves_what_can_not_be_used_until_it_is_finished()
    {
        RunToItsEnd();
        _bench.Signals.Receive(isInterrupt: true);
        Assert.Equal(ExitCode.Interrupted, _bench.Run("journal", "copy", Workbench.FileName, Back));
        Refused(3, "a copy to it was not finished. Copy again, and it goes on where it was.", Back, There);
        _bench.Error.GetStringBuilder().Clear();

        Assert.Equal(ExitCode.Journal, _bench.Run("run", Back));
        Assert.Contains("a copy to it was not finished.", _bench.Error.ToString(), StringComparison.Ordinal);
        Assert.Equal(ExitCode.Journal, _bench.Run("state", Back, "o1"));
        Assert.Equal(ExitCode.Journal, _bench.Run("check", Back));
    }

    [Fact]
    public void A_command_of_the_journal_that_there_is_not_is_refused()
    {
        Assert.Equal(ExitCode.Configuration, _bench.Run("journal"));
        Assert.Contains("A command is missing: copy.", _bench.Error.ToString(), StringComparison.Ordinal);
        Assert.Equal(ExitCode.Configuration, _bench.Run("journal", "copi", "a", "b"));
        Assert.Contains(
            "There is no command 'copi'; did you mean 'copy'?", _bench.Error.ToString(), StringComparison.Ordinal);
        Assert.Equal(ExitCode.Configuration, _bench.Run("journal", "copy", Workbench.FileName));
        Assert.Contains("TO is missing: ", _bench.Error.ToString(), StringComparison.Ordinal);
        Assert.Contains("See: actorpipeline journal copy --help", _bench.Error.ToString(), StringComparison.Ordinal);
    }

    private void RunToItsEnd()
    {
        _bench.With(
            """
            {"order":"o1","at":"2026-03-01T10:00:00Z","price":8}
            {"order":"o2","at":"2026-03-01T10:00:01Z","price":1}
            {"order":"o3","at":"2026-03-01T10:00:01Z","price":1}
            {"order":"o1","at":"2026-03-01T10:00:02Z","price":0.4}

            """,
            "in.ndjson");
        Assert.Equal(ExitCode.Ok, _bench.Run("run", Workbench.FileName));
        _bench.Error.GetStringBuilder().Clear();
    }

    private string State(string file)
    {
        Assert.Equal(ExitCode.Ok, _bench.Run("state", file, "o1"));
        return Taken();
    }

    private string Taken()
    {
        var text = _bench.Out.ToString();
        _bench.Out.GetStringBuilder().Clear();
        return text;
    }

    private void Refused(int code, string why, string from, string to)
    {
        _bench.Error.GetStringBuilder().Clear();
        Assert.Equal(code, _bench.Run("journal", "copy", from, to));
        Assert.Contains(why, _bench.Error.ToString(), StringComparison.Ordinal);
    }
}
