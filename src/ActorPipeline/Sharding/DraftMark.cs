namespace ActorPipeline.Sharding;

/// <summary>How far a commit in the making had come.</summary>
/// <param name="EventBytes">Bytes of events.</param>
/// <param name="Results">Rows of results.</param>
/// <param name="DeadLetters">Dead letters.</param>
/// <param name="Outcomes">Requests with an outcome.</param>
internal readonly record struct DraftMark(int EventBytes, int Results, int DeadLetters, int Outcomes);
