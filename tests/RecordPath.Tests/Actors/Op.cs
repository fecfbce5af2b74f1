namespace RecordPath.Tests.Actors;

/// <summary>What a <see cref="ScriptedActor"/> can do.</summary>
internal enum Op
{
    None,
    Persist,
    PersistThree,
    Emit,
    SetTimer,
    CancelTimer,
    SetTimerAfter,
    Schedule,
    ScheduleFailure,
    Stash,
    UnstashAll,
    Forget,
    Passivate,
    Fail,
}
