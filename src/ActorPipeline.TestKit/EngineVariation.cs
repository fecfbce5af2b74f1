using ActorPipeline.Plan;

namespace ActorPipeline.TestKit;

/// <summary>
/// Other sizes and intervals for an engine: small ones that make commits, snapshots, passivation and full queues happen
/// all the time, and large ones. No result may depend on them.
/// </summary>
internal static class EngineVariation
{
    /// <summary>Draws sizes and intervals; limits that a result depends on stay as they are.</summary>
    public static EngineOptions Draw(EngineOptions options, Random random)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(random);
        return options with
        {
            IngestThreads = random.Next(1, 5),
            LoopThreads = random.Next(1, 5),
            BatchesInFlight = random.Next(2, 10),
            CommitInterval = TimeSpan.FromMilliseconds(random.Next(1, 200)),
            CommitBytes = random.Next(200, 100_000),
            TailBytes = random.Next(500, 1_000_000),
            StateBytes = random.Next(10_000, 1_000_000),
            SinkFlushInterval = TimeSpan.FromMilliseconds(random.Next(1, 500)),
        };
    }
}
