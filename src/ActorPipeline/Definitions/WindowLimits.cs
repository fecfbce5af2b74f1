using ActorPipeline.Plan;

namespace ActorPipeline.Definitions;

/// <summary>Windows that no record could ever be counted in.</summary>
public static class WindowLimits
{
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
