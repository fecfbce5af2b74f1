using ActorPipeline.Plan;

namespace ActorPipeline.Definitions;

/// <summary>What is too much: more aggregates, or more windows at once, than an actor can have.</summary>
internal static class WindowLimits
{
    /// <summary>Aggregates that a pipeline may have: each takes memory for every shard, whatever the keys.</summary>
    public const int MaxAggregates = 1_000;

    /// <summary>What is wrong with a number of aggregates, in words for an operator; null for nothing.</summary>
    public static string? Problem(int aggregates) => aggregates > MaxAggregates
        ? $"there are {aggregates}, and a pipeline may have at most {MaxAggregates}; part them into several pipelines"
        : null;

    /// <summary>
    /// What is wrong with windows under <see cref="EngineOptions.MaxWindowsPerKey"/>, in words for an operator; null
    /// for nothing. A record needs all windows that it is in at once.
    /// </summary>
    public static string? Problem(WindowSpec window, EngineOptions engine)
    {
        ArgumentNullException.ThrowIfNull(engine);
        return window is WindowSpec.Hopping hopping && hopping.SizeUs / hopping.HopUs is var count
            && count > engine.MaxWindowsPerKey
                ? $"each record would be in {count} windows, but an actor has at most {engine.MaxWindowsPerKey}, "
                    + "so every record would be refused; make the window shorter or its step longer, or raise "
                    + "engine.max-windows-per-key"
                : null;
    }
}
