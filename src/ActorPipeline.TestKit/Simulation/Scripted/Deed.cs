namespace ActorPipeline.TestKit.Simulation.Scripted;

/// <summary>What a <see cref="ScriptedActor"/> can be told to do.</summary>
internal enum Deed
{
    /// <summary>Nothing.</summary>
    Nothing,

    /// <summary>Notes the message: an event, and a row of what has happened so far.</summary>
    Note,

    /// <summary>Notes it with three events.</summary>
    NoteThree,

    /// <summary>Sets one of three timers of event time, which replaces the one of its name.</summary>
    SetTimer,

    /// <summary>Cancels one of those.</summary>
    CancelTimer,

    /// <summary>Sets a timer of event time at which the actor fails.</summary>
    SetBadTimer,

    /// <summary>Sets a timer of event time of a name of its own, whose effect has no order.</summary>
    SetLooseTimer,

    /// <summary>Sets a timer of the node's time; its effect has no order.</summary>
    SetNodeTimer,

    /// <summary>Schedules a job; its effect has no order.</summary>
    Schedule,

    /// <summary>Schedules a job that fails each time that it is tried.</summary>
    ScheduleFailure,

    /// <summary>From now on messages are put aside.</summary>
    Close,

    /// <summary>What was put aside is handled.</summary>
    Open,

    /// <summary>The actor is as new.</summary>
    Forget,

    /// <summary>The actor may leave memory.</summary>
    Passivate,

    /// <summary>The actor fails.</summary>
    Fail,

    /// <summary>The actor's state can't take the event: the program fails.</summary>
    Break,

    /// <summary>A job that was scheduled.</summary>
    Job,

    /// <summary>A job that fails.</summary>
    BadJob,

    /// <summary>A client asks how far it has come.</summary>
    Look,

    /// <summary>A client's message, to be counted once.</summary>
    Ask,

    /// <summary>A client's message at which the actor fails.</summary>
    BadAsk,
}
