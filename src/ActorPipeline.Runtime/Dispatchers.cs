namespace ActorPipeline.Runtime;

/// <summary>What runs which actors; the settings are in <see cref="Hosting.AkkaSettings"/>.</summary>
internal static class Dispatchers
{
    /// <summary>Shards: as many threads as the plan's engine says.</summary>
    public const string Shards = "actorpipeline.shard-dispatcher";

    /// <summary>Ingest graphs: reading blocks, decoding and routing compute.</summary>
    public const string Ingest = "actorpipeline.ingest-dispatcher";

    /// <summary>Journals and sinks that block: a thread of its own for each.</summary>
    public const string Blocking = "actorpipeline.blocking-dispatcher";
}
