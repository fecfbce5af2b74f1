namespace ActorPipeline.Hosting;

/// <summary>
/// How far a run has come with ending, in the order in which records flow: a phase is over when all stops that it is
/// about were drained in it.
/// </summary>
internal enum RunPhase
{
    /// <summary>Until ingest has nothing more: the end of the input, or a request to stop.</summary>
    Running,

    /// <summary>Until the loops have applied and cut everything.</summary>
    DrainingLoops,

    /// <summary>Until all of it is on disk.</summary>
    DrainingJournal,

    /// <summary>Until the sinks have delivered and flushed everything.</summary>
    DrainingOutbox,

    /// <summary>Until the journal knows what the sinks delivered.</summary>
    Acknowledging,

    /// <summary>Nothing is left.</summary>
    Done,
}
