namespace ActorPipeline.Runtime.Hosting;

/// <summary>How far a run has come with ending, in the order in which records flow.</summary>
internal enum RunPhase
{
    /// <summary>Until ingest has nothing more, and nobody has asked for a stop.</summary>
    Running,

    /// <summary>Until what is being read has reached the shards.</summary>
    Stopping,

    /// <summary>Until the shards have applied everything, and all of it is on disk.</summary>
    DrainingShards,

    /// <summary>Until the sinks have delivered and flushed everything, and the journal knows.</summary>
    DrainingSinks,

    /// <summary>Nothing is left.</summary>
    Done,
}
