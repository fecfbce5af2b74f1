using ActorPipeline.Plan;

namespace ActorPipeline.Node.Configuration;

/// <summary>Reads <c>engine</c>. Its defaults are those of reference.conf.</summary>
internal static class EngineBinder
{
    private const int MaxThreads = 256;
    private const long KiB = 1024;
    private const long TiB = 1L << 40;

    public static EngineOptions Bind(Section engine)
    {
        var options = new EngineOptions
        {
            IngestThreads = (int)engine.Number("ingest-threads", 1, MaxThreads),
            LoopThreads = (int)engine.Number("loop-threads", 1, MaxThreads),
            BatchesInFlight = (int)engine.Number("batches-in-flight", 2, 1024),
            CommitInterval = engine.PositiveDuration("commit-interval"),
            CommitBytes = (int)engine.Bytes("commit-bytes", 64 * KiB, 1L << 30),
            TailBytes = engine.Bytes("tail-bytes", 64 * KiB, TiB),
            RetainEvents = engine.Flag("retain-events"),
            StateBytes = engine.Bytes("state-bytes", 1024 * KiB, TiB),
            PassivateAfter = engine.IsGiven("passivate-after") ? engine.PositiveDuration("passivate-after") : default,
            MaxWindowsPerKey = (int)engine.Number("max-windows-per-key", 1, 16_000),
            MaxAttempts = (int)engine.Number("max-attempts", 1, 100),
            SinkFlushInterval = engine.PositiveDuration("sink-flush-interval"),
        };
        engine.RejectUnknownKeys();
        return options;
    }
}
