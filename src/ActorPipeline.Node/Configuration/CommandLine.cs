using ActorPipeline.Hocon;

namespace ActorPipeline.Node.Configuration;

/// <summary>Settings of the command line.</summary>
internal static class CommandLine
{
    /// <summary>What origins of a <c>--set</c> start with.</summary>
    public const string SetLabel = "--set";

    /// <summary>What origins of <c>--data-dir</c> start with.</summary>
    public const string DataDirLabel = "--data-dir";

    public static bool IsOrigin(HoconOrigin origin) =>
        origin.Description.StartsWith(SetLabel, StringComparison.Ordinal)
        || origin.Description.StartsWith(DataDirLabel, StringComparison.Ordinal);
}
