using ActorPipeline.Records;

namespace ActorPipeline.Sql.Sinks;

/// <summary>SQLite's types: what a column is declared as, and what SQLite makes of a declaration.</summary>
internal static class TargetColumnType
{
    /// <summary>The type that a column of the pipeline has in a table.</summary>
    public static string Declaration(ColumnType type) => type switch
    {
        ColumnType.Int64 or ColumnType.Boolean => "INTEGER",
        ColumnType.Double => "REAL",
        ColumnType.Decimal or ColumnType.String or ColumnType.Timestamp => "TEXT",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "not a column type"),
    };

    /// <summary>What SQLite makes of a declared type, its affinity: <c>BIGINT</c> is INTEGER.</summary>
    /// <remarks>See https://www.sqlite.org/datatype3.html, 3.1.</remarks>
    public static string Affinity(string declaration)
    {
        if (Has(declaration, "INT"))
        {
            return "INTEGER";
        }

        if (Has(declaration, "CHAR") || Has(declaration, "CLOB") || Has(declaration, "TEXT"))
        {
            return "TEXT";
        }

        if (declaration.Length == 0 || Has(declaration, "BLOB"))
        {
            return "BLOB";
        }

        return Has(declaration, "REAL") || Has(declaration, "FLOA") || Has(declaration, "DOUB") ? "REAL" : "NUMERIC";
    }

    private static bool Has(string declaration, string part) =>
        declaration.Contains(part, StringComparison.OrdinalIgnoreCase);
}
