namespace ActorPipeline.TestKit.Simulation.Scripted;

/// <summary>What happened to a <see cref="ScriptedActor"/>.</summary>
internal enum EventKind : byte
{
    /// <summary>Something that is counted, in order.</summary>
    Noted,

    /// <summary>Something that is counted, in whatever order.</summary>
    Counted,

    /// <summary>Something that is added, in whatever order.</summary>
    Added,

    /// <summary>Messages are put aside from now on.</summary>
    Closed,

    /// <summary>And from now on no more.</summary>
    Opened,

    /// <summary>A client's message was counted.</summary>
    Asked,

    /// <summary>What no state can take.</summary>
    Broken,
}
