namespace ActorPipeline.Runtime.Persistence.Plugins;

/// <summary>One thing that is asked of a persistence plugin, by a <see cref="PluginCall"/>.</summary>
internal abstract record PluginRequest
{
    /// <summary>The highest event number; answered by <see cref="PluginAnswer.Highest"/>.</summary>
    public sealed record Highest(string Id) : PluginRequest;

    /// <summary>Events by number; answered by <see cref="PluginAnswer.Events"/>.</summary>
    public sealed record Read(string Id, long From, long To) : PluginRequest;

    /// <summary>Writes an event; answered by <see cref="PluginAnswer.Done"/>.</summary>
    public sealed record Write(string Id, long Number, byte[] Bytes) : PluginRequest;

    /// <summary>Deletes events; answered by <see cref="PluginAnswer.Done"/>.</summary>
    public sealed record Delete(string Id, long To) : PluginRequest;

    /// <summary>Saves a snapshot; answered by <see cref="PluginAnswer.Done"/>.</summary>
    public sealed record Save(string Id, long Number, byte[] Bytes) : PluginRequest;

    /// <summary>A snapshot by its number; answered by <see cref="PluginAnswer.Snapshot"/>.</summary>
    public sealed record Load(string Id, long Number) : PluginRequest;

    /// <summary>Deletes snapshots up to a number; answered by <see cref="PluginAnswer.Done"/>.</summary>
    public sealed record DeleteSnapshots(string Id, long To) : PluginRequest;
}
