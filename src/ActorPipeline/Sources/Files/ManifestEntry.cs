namespace ActorPipeline.Sources.Files;

/// <summary>A file as the manifest remembers it.</summary>
/// <param name="Identity">What it is known by.</param>
/// <param name="Path">Where it was last, a full path.</param>
internal sealed record ManifestEntry(FileIdentity Identity, string Path);
