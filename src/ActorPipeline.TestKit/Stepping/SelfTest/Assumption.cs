namespace ActorPipeline.TestKit.Stepping.SelfTest;

/// <summary>Something that a <see cref="SeededSystem"/> relies on without being promised it.</summary>
/// <param name="Text">What, as a sentence.</param>
/// <param name="LookAt">Where it comes from, and what of ours stands on it.</param>
/// <param name="Holds">Tries it, on a system where nothing else is; says what it saw instead, or null.</param>
internal sealed record Assumption(string Text, string LookAt, Func<SeededSystem, string?> Holds);
