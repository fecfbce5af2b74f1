namespace ActorPipeline.Plan;

/// <summary>How a file sink writes rows.</summary>
public enum FileSinkFormat
{
    /// <summary>A JSON object a line.</summary>
    Ndjson,

    /// <summary>RFC 4180 with a header line.</summary>
    Csv,
}
