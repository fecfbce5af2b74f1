namespace RecordPath.Tests.Actors;

/// <summary>What a <see cref="ScriptedActor"/> is told to do.</summary>
internal sealed record Script(Op What, long Number);
