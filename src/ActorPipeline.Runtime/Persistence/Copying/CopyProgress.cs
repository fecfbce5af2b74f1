namespace ActorPipeline.Runtime.Persistence.Copying;

/// <summary>How far a copy of a journal got.</summary>
/// <param name="Shards">Shards that are copied and compared.</param>
/// <param name="Found">Of them, those that a former try had copied.</param>
/// <param name="Commits">Commits that were written.</param>
/// <param name="Blocks">Blocks of events, results and dead letters in them.</param>
/// <param name="Pages">Snapshots of pages.</param>
/// <param name="Bytes">Bytes of all of that.</param>
internal readonly record struct CopyProgress(int Shards, int Found, long Commits, long Blocks, long Pages, long Bytes);
