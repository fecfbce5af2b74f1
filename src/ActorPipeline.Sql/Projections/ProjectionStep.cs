namespace ActorPipeline.Sql;

/// <summary>Where a projection is in a transaction; for tests that let it die there.</summary>
internal enum ProjectionStep
{
    /// <summary>The transaction is open.</summary>
    Begun,

    /// <summary>An event was handled.</summary>
    Handled,

    /// <summary>The position was written.</summary>
    Moved,

    /// <summary>The transaction is on disk.</summary>
    Committed,
}
