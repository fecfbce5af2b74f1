using System.Text.RegularExpressions;

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
    public void A_state_is_gone_on_with_there_and_back()
    {
        RunToItsEnd();
        Assert.Equal(ExitCode.Ok, _bench.Run("journal", "copy", Workbench.FileName, There));
        Go(There, """{"order":"o1","at":"2026-03-01T10:00:03Z","price":0.5}""");
        Assert.Contains("in all        in 5 = applied 5", _bench.Error.ToString(), StringComparison.Ordinal);
        Assert.Equal(ExitCode.Ok, _bench.Run("journal", "copy", There, Back));
        Go(Back, """{"order":"o2","at":"2026-03-01T10:00:04Z","price":2}""");
        Assert.Contains("in all        in 6 = applied 6", _bench.Error.ToString(), StringComparison.Ordinal);
        var (state, results) = (State(Back), File.ReadAllLines(_bench.PathOf("out.ndjson")).Order());

        // All of it in one file, which nobody copies.
        var all = _bench.PathOf("in.ndjson");
        _bench.With(
            _pipeline.Replace("out.ndjson", "all.ndjson", StringComparison.Ordinal) + "data-dir = all", "all.conf");
        Assert.Equal(ExitCode.Ok, _bench.Run("run", "all.conf"));
        Assert.Equal(WithoutNumbers(State("all.conf")), WithoutNumbers(state));
        Assert.Equal(File.ReadAllLines(_bench.PathOf("all.ndjson")).Order(), results);
        Assert.Equal(6, File.ReadAllLines(all).Length);
    }

    [Fact]
    public void Afresh_a_database_forgets_the_state_and_says_what_stays()
    {
        RunToItsEnd();
        var results = File.ReadAllLines(_bench.PathOf("out.ndjson")).Order();
        Assert.Equal(ExitCode.Ok, _bench.Run("run", There, "--fresh"));
        var before = State(There);
        _bench.Error.GetStringBuilder().Clear();

        Assert.Equal(ExitCode.Ok, _bench.Run("run", There, "--fresh"));

        foreach (var said in (string[])[
            "Removed: the state in Akka.Persistence in SQLite ", "whose persistence_id begins with test/",
            "in all        in 4 = applied 4"])
        {
            Assert.Contains(said, _bench.Error.ToString(), StringComparison.Ordinal);
        }

        Assert.Equal(results, File.ReadAllLines(_bench.PathOf("out.ndjson")).Order());
        Assert.Equal(before, State(There));
    }

    [Fact]
    public void A_database_that_can_not_be_reached_is_said_by_check_and_by_run()
    {
        _bench.With(_pipeline + "journal.persistence = { provider = postgresql, "
            + "connection-string = \"Host=127.0.0.1;Port=1;Username=u;Password=secret\" }\n", "away.conf");
        foreach (var command in (string[])["check", "run"])
        {
            _bench.Error.GetStringBuilder().Clear();
            Assert.Equal(ExitCode.Journal, _bench.Run(command, "away.conf"));
            Assert.Contains(
                "PostgreSQL at 127.0.0.1:1, database u can't be reached: ", _bench.Error.ToString(),
                StringComparison.Ordinal);
            Assert.DoesNotContain("secret", _bench.Error.ToString(), StringComparison.Ordinal);
        }
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

    /// <summary>How many commits there were depends on how many runs there were.</summary>
    private static string WithoutNumbers(string state) => Regex.Replace(state, @"commit +\d+", "commit");

    private void Go(string file, string record)
    {
        File.AppendAllLines(_bench.PathOf("in.ndjson"), [record]);
        _bench.Error.GetStringBuilder().Clear();
        Assert.Equal(ExitCode.Ok, _bench.Run("run", file));
        Taken();
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
