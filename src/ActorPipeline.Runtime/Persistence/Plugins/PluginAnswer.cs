namespace ActorPipeline.Runtime.Persistence.Plugins;

/// <summary>What came of a <see cref="PluginRequest"/>.</summary>
internal abstract record PluginAnswer
{
    /// <summary>It is done.</summary>
    public sealed record Done : PluginAnswer;

    /// <summary>The highest event number; 0 for none.</summary>
    public sealed record Highest(long Number) : PluginAnswer;

    /// <summary>Events, in order of number; those that are not there are left out.</summary>
    public sealed record Events(IReadOnlyList<KeyValuePair<long, byte[]>> Found) : PluginAnswer;

    /// <summary>A snapshot; null when it is not there.</summary>
    public sealed record Snapshot(byte[]? Bytes) : PluginAnswer;

    /// <summary>It failed; a write may have happened, or may yet.</summary>
    public sealed record Failed(string Cause) : PluginAnswer;
}
