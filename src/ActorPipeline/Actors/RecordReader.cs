namespace ActorPipeline.Actors;

/// <summary>Makes a message of a record.</summary>
public delegate TMessage RecordReader<out TMessage>(RecordRow row);
