using ActorPipeline.Hocon;
using ActorPipeline.Runtime.Persistence;
using Microsoft.Data.Sqlite;

namespace ActorPipeline.Node.Configuration;

/// <summary>Reads <c>journal</c>.</summary>
internal static class JournalBinder
{
    private const string Default = "sqlite";

    private const string Example =
        "journal = { persistence { provider = postgresql, connection-string = \"Host=db;Database=shop\" } }";

    private static readonly Dictionary<string, SqlProvider> _providers = new()
    {
        ["postgresql"] = SqlProvider.PostgreSql,
        ["mysql"] = SqlProvider.MySql,
        [Default] = SqlProvider.Sqlite,
        ["sqlserver"] = SqlProvider.SqlServer,
    };

    /// <summary>The journal; null, with a problem, where it can't be used.</summary>
    public static JournalSpec? Bind(Section root)
    {
        if (root.Peek("journal") is HoconString name)
        {
            root.Context.Use("journal", name);
            if (name.Value == Default)
            {
                return new JournalSpec.Embedded();
            }

            root.Context.Problem(
                name.Origin, "journal", $"there is no journal '{name.Value}'; use {Default}, or {Example}");
            return null;
        }

        var journal = root.Child("journal");
        var isDatabase = journal.IsGiven("persistence");
        var database = journal.Child("persistence");
        JournalSpec? spec = isDatabase ? Database(database) : new JournalSpec.Embedded();
        if (!isDatabase)
        {
            root.Context.UseDerived("journal", Default);
        }

        database.RejectUnknownKeys();
        journal.RejectUnknownKeys();
        return spec;
    }

    private static JournalSpec.Persistence? Database(Section database)
    {
        var provider = database.Read<SqlProvider?>("provider", Provider);
        var text = provider is { } known
            ? database.Secret("connection-string", v => ConnectionString(database.Context, known, v),
                SqlConnectionText.Masked)
            : database.Secret("connection-string", v => v.AsString(), SqlConnectionText.Masked);
        var createTables = database.Flag("create-tables");
        foreach (var key in (string[])["provider", "connection-string"])
        {
            if (!database.IsGiven(key))
            {
                database.Context.Problem(
                    database.Origin, database.PathOf(key), $"it is missing; for example {Example}");
            }
        }

        return provider is { } which && text is not null
            ? new JournalSpec.Persistence(which, text) { CreateTables = createTables }
            : null;
    }

    private static SqlProvider? Provider(HoconValue value) =>
        _providers.TryGetValue(value.AsString(), out var provider)
            ? provider
            : throw new HoconException(value.Origin, $"there is no provider '{value.AsString()}'; "
                + Hint.For(value.AsString(), _providers.Keys, $"use {Hint.Join([.. _providers.Keys], "or")}"));

    private static string ConnectionString(BindContext context, SqlProvider provider, HoconValue value)
    {
        var text = value.AsString();
        if (SqlConnectionText.Problem(provider, text) is { } problem)
        {
            throw new HoconException(value.Origin, problem);
        }

        if (provider != SqlProvider.Sqlite)
        {
            return text;
        }

        var file = new SqliteConnectionStringBuilder(text);
        file.DataSource = context.FullPath(file.DataSource, value.Origin);
        return file.ConnectionString;
    }
}
