namespace ActorPipeline.Actors;

/// <summary>The original bytes of a message's record; valid while the message is applied.</summary>
internal delegate ReadOnlySpan<byte> RecordBytes(int message);
