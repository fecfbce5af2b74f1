namespace ActorPipeline.Sources.Generator;

/// <summary>Where parts of a made-up record are, in bytes from its start; for malforming it.</summary>
/// <param name="TextAt">Two or more bytes inside a text value.</param>
/// <param name="TimeAt">The event time.</param>
internal readonly record struct RecordMarks(int TextAt, int TimeAt);
