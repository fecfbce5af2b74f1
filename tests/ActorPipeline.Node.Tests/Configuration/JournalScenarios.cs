using ActorPipeline.Runtime.Persistence;

namespace ActorPipeline.Node.Tests.Configuration;

/// <summary>Where a file says that the state is kept.</summary>
public sealed class JournalScenarios : IDisposable
{
    private const string Secret = "geheim";

    private readonly Workbench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("journal = sqlite")]
    [InlineData("journal = null")]
    [InlineData("journal {}")]
    public void The_default_is_sqlite_in_the_data_directory(string lines) =>
        Assert.Equal(new JournalSpec.Embedded(), _bench.With(Workbench.Minimal + lines).Load().Journal);

    [Theory]
    [InlineData("postgresql", "Host=db;Port=5433;Database=shop", SqlProvider.PostgreSql,
        "PostgreSQL at db:5433, database shop")]
    [InlineData("postgresql", "Host=db;Username=app", SqlProvider.PostgreSql, "PostgreSQL at db:5432, database app")]
    [InlineData("mysql", "Server=db;Database=shop", SqlProvider.MySql, "MySQL at db:3306, database shop")]
    [InlineData("sqlite", "Data Source=/srv/akka.db", SqlProvider.Sqlite, "Akka.Persistence in SQLite /srv/akka.db")]
    public void A_database_is_known_by_its_place(string provider, string text, SqlProvider expected, string description)
    {
        var journal = Assert.IsType<JournalSpec.Persistence>(With(provider, text).Load().Journal);

        Assert.Equal((expected, description, true), (journal.Provider, journal.ToString(), journal.CreateTables));
    }

    [Fact]
    public void A_files_path_is_relative_to_the_file_that_says_it()
    {
        var journal = (JournalSpec.Persistence)With("sqlite", "Data Source=akka.db").Load().Journal;

        Assert.Equal($"Data Source={_bench.PathOf("akka.db")}", journal.ConnectionString);
    }

    [Theory]
    [InlineData("journal = postgres", "9:1: journal: there is no journal 'postgres'; use sqlite, or journal = { ")]
    [InlineData("journal = { sqlite = true }", "9:13: journal.sqlite: there is no such setting; ")]
    [InlineData("journal.persistence = {}", "9:23: journal.persistence.provider: it is missing; for example journal")]
    [InlineData("journal.persistence = { provider = postgresql }",
        "9:23: journal.persistence.connection-string: it is missing; for example journal")]
    [InlineData("journal.persistence = { provider = postgres, connection-string = \"Host=db\" }",
        "9:25: journal.persistence.provider: there is no provider 'postgres'; did you mean 'postgresql'?")]
    [InlineData("journal.persistence = { provider = oracle, connection-string = \"Host=db\" }",
        "9:25: journal.persistence.provider: there is no provider 'oracle'; use postgresql, mysql, sqlite or sqlserv")]
    public void What_is_no_journal_is_refused_with_what_to_write(string line, string problem)
    {
        var problems = _bench.With(Workbench.Minimal + line).Problems();

        // The column is that of the value.
        Assert.Contains(problem[problem.IndexOf(' ', StringComparison.Ordinal)..], problems, StringComparison.Ordinal);
        Assert.StartsWith("test.conf:9:", problems, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("postgresql", "postgres://app:geheim@db/shop", "it is no list of settings; write for example ")]
    [InlineData("postgresql", "", "it is no list of settings; write for example ")]
    [InlineData("postgresql", "Hots=db", "'hots=db' is nothing that Npgsql can use; write for example ")]
    [InlineData("postgresql", "Host=db;Port=many", "'port=many' is nothing that Npgsql can use; ")]
    [InlineData("postgresql", "Host=db;Password=a;geheim=b",
        "setting 3 of it, which is not shown because a password is before it, is nothing that Npgsql can use; ")]
    [InlineData("postgresql", "Username=app;Password=geheim", "it names no host; write for example ")]
    [InlineData("mysql", "Server=db;Password=geheim", "it names no database; write for example ")]
    [InlineData("mysql", "Host=db;Databse=shop", "'databse=shop' is nothing that MySqlConnector can use; ")]
    [InlineData("sqlite", "Data Source=:memory:", "a database in memory is gone when the run ends; ")]
    [InlineData("sqlite", "Data Source=a;Mode=Memory", "a database in memory is gone when the run ends; ")]
    [InlineData("sqlite", "Data Source=a;Mode=ReadOnly", "Mode=ReadOnly can't be written to; leave it out")]
    [InlineData("sqlite", "Cache=Shared", "it names no file; write for example ")]
    [InlineData("sqlserver", "Database=shop;Password=geheim", "it names no server; write for example ")]
    [InlineData("sqlserver", "Server=db;Database=shop;Password=geheim",
        "SQL Server needs Microsoft.Data.SqlClient.dll beside the program, and it is not there; ")]
    public void A_connection_string_that_will_not_do_is_refused_without_its_secrets(
        string provider, string text, string problem)
    {
        var problems = With(provider, text).Problems();

        Assert.Matches("^test.conf:9:[0-9]+: journal.persistence.connection-string: ", problems);
        Assert.Contains(problem, problems, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, problems, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Host=db;Password=geheim", "host=db;password=***")]
    [InlineData("Host=db;Password=geheim;Port=5433", "host=db;password=***;...")]
    [InlineData("Host=db;SSL Password='a;geheim'", "host=db;ssl password=***")]
    [InlineData("Host=db;Pwd=geheim", "host=db;pwd=***")]
    [InlineData("postgres://app:geheim@db/shop", "***")]
    [InlineData("Host=db;Port=5433", "Host=db;Port=5433")]
    public void Secrets_are_never_shown(string text, string shown)
    {
        With("postgresql", text, "journal.password = geheim, vars.tokens = [geheim, 17]");

        _bench.Run("check", Workbench.FileName);
        _bench.Run("run", Workbench.FileName);
        _bench.Run("state", Workbench.FileName, "anna");
        _bench.Run("journal", "copy", Workbench.FileName, Workbench.FileName);
        _bench.Run("config", Workbench.FileName);

        Assert.DoesNotContain(Secret, _bench.Out.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, _bench.Error.ToString(), StringComparison.Ordinal);
        Assert.Contains($"\"connection-string\": \"{shown}\"", _bench.Out.ToString(), StringComparison.Ordinal);
        Assert.Contains("\"password\": \"***\"", _bench.Out.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("17", _bench.Out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_settings_in_effect_show_a_connection_string_without_its_secrets()
    {
        var settings = With("postgresql", "Host=db;Password=geheim").Load().Settings;

        Assert.Contains(settings, s => s is
        {
            Path: "journal.persistence.connection-string", Value: "\"host=db;password=***\"", IsDefault: false,
        });
        Assert.Contains(settings, s => s is { Path: "journal.persistence.create-tables", Value: "true" });
    }

    private Workbench With(string provider, string text, string more = "") => _bench.With(
        $"{Workbench.Minimal}journal.persistence = {{ provider = {provider}, connection-string = \"{text}\" }}\n"
        + more);
}
