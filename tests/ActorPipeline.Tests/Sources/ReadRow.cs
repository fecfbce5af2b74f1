namespace ActorPipeline.Tests.Sources;

/// <summary>A row as a test sees it.</summary>
public sealed record ReadRow(long Position, string Text, bool Dead);
