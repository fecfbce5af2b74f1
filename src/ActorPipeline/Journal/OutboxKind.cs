namespace ActorPipeline.Journal;

/// <summary>The outboxes of a pipeline. The numbers are part of the journal's format.</summary>
public enum OutboxKind : byte
{
    /// <summary>Results of windows, for the sink.</summary>
    Results = 0,

    /// <summary>Dead letters, for their file.</summary>
    DeadLetters = 1,
}
