namespace ActorPipeline.Runtime.Ingest;

/// <summary>How far a partition has come with coming back from being idle.</summary>
internal enum ResumeRound
{
    /// <summary>It does not come back now.</summary>
    None,

    /// <summary>The shards count it in again, each at its own watermark, and commit that.</summary>
    CountingIn,

    /// <summary>It is raised to the greatest of these watermarks, and the shards commit that.</summary>
    Raising,
}
