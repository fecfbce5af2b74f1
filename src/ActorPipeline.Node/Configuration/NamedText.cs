using ActorPipeline.Hocon;

namespace ActorPipeline.Node.Configuration;

/// <summary>An expression as the operator wrote it, not compiled yet.</summary>
/// <param name="Path">The setting.</param>
/// <param name="Name">The column that it makes; for a key part that is not named, its text.</param>
/// <param name="Text">The expression.</param>
/// <param name="Origin">Where it was written.</param>
internal sealed record NamedText(string Path, string Name, string Text, HoconOrigin Origin);
