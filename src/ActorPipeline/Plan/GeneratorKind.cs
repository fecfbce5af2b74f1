namespace ActorPipeline.Plan;

/// <summary>Kinds of made-up records.</summary>
public enum GeneratorKind
{
    /// <summary>Lines of a web server's access log, Apache combined format.</summary>
    AccessLog,

    /// <summary>NDJSON <c>{"k":"user-123","ts":1700000000123,"v":12.5}</c>.</summary>
    Metrics,

    /// <summary>NDJSON orders with nested customer and decimal amounts.</summary>
    Orders,
}
