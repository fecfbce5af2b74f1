namespace ActorPipeline.Node.Plugins;

/// <summary>An actor of a plug-in that can't be had; the message says why and what to do.</summary>
internal sealed class PluginException(string message, bool isAboutType = false, Exception? cause = null)
    : Exception(message, cause)
{
    /// <summary>Whether it is about the type, not about the assembly.</summary>
    public bool IsAboutType { get; } = isAboutType;
}
