namespace ActorPipeline.Runtime.Persistence;

/// <summary>Where a pipeline's state is kept. Not part of its plan: the state is the same wherever it is.</summary>
public abstract record JournalSpec
{
    private JournalSpec()
    {
    }

    /// <summary>The default: a SQLite file in the data directory.</summary>
    public sealed record Embedded : JournalSpec;

    /// <summary>A database, by Akka.Persistence.Sql; the data directory then has the lock and outputs only.</summary>
    /// <param name="Provider">The database.</param>
    /// <param name="ConnectionString">
    /// How its driver connects; see <see cref="SqlConnectionText.Problem"/> for what will not do. Never shown as it is.
    /// </param>
    public sealed record Persistence(SqlProvider Provider, string ConnectionString) : JournalSpec
    {
        /// <summary>Whether tables that are not there are made.</summary>
        /// <value>Default true.</value>
        public bool CreateTables { get; init; } = true;

        /// <summary>What an operator knows it by: <c>PostgreSQL at db:5432, database shop</c>.</summary>
        public string Description => SqlConnectionText.Describe(Provider, ConnectionString);

        /// <inheritdoc />
        public override string ToString() => Description;
    }
}
