namespace RecordPath.Tests.Actors;

/// <summary>What happened to a <see cref="ScriptedActor"/>.</summary>
internal readonly record struct Noted(long Number, long TimeUs);
