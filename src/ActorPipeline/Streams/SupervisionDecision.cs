namespace ActorPipeline.Streams;

/// <summary>What becomes of a stage whose function has failed.</summary>
public enum SupervisionDecision
{
    /// <summary>The stream fails.</summary>
    Stop,

    /// <summary>The element is dropped; the stage keeps its state.</summary>
    Resume,

    /// <summary>The element is dropped; the stage begins anew with its first state.</summary>
    Restart,
}
