namespace ActorPipeline.Runtime.Persistence.Plugins;

/// <summary>What a <see cref="PluginCall"/> tells who started it.</summary>
/// <param name="Tag">What the call was started with.</param>
/// <param name="Request">What was asked.</param>
/// <param name="Answer">What came of it.</param>
internal sealed record PluginReply(object Tag, PluginRequest Request, PluginAnswer Answer);
