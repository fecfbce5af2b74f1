using ActorPipeline.Plan;

namespace ActorPipeline.Definitions;

/// <summary>Least values of engine options: with less, a pipeline would not move.</summary>
internal static class EngineBounds
{
    private const int MinBytes = 64 << 10;

    public static EngineOptions Check(EngineOptions engine)
    {
        ArgumentNullException.ThrowIfNull(engine);
        AtLeast(engine.IngestThreads, 1, nameof(engine.IngestThreads));
        AtLeast(engine.LoopThreads, 1, nameof(engine.LoopThreads));
        AtLeast(engine.BatchesInFlight, 2, nameof(engine.BatchesInFlight));
        AtLeast(engine.CommitInterval, TimeSpan.FromMilliseconds(1), nameof(engine.CommitInterval));
        AtLeast(engine.CommitBytes, MinBytes, nameof(engine.CommitBytes));
        AtLeast(engine.TailBytes, MinBytes, nameof(engine.TailBytes));
        AtLeast(engine.StateBytes, 1L << 20, nameof(engine.StateBytes));
        AtLeast(engine.PassivateAfter, TimeSpan.Zero, nameof(engine.PassivateAfter));
        AtLeast(engine.MaxWindowsPerKey, 1, nameof(engine.MaxWindowsPerKey));
        AtLeast(engine.MailboxSize, 1, nameof(engine.MailboxSize));
        AtLeast(engine.MaxAttempts, 1, nameof(engine.MaxAttempts));
        AtLeast(engine.SinkFlushInterval, TimeSpan.FromMilliseconds(1), nameof(engine.SinkFlushInterval));
        return engine;
    }

    private static void AtLeast<T>(T value, T least, string option)
        where T : IComparable<T> => ArgumentOutOfRangeException.ThrowIfLessThan(value, least, option);
}
