using ActorPipeline.Hocon;

namespace ActorPipeline.Node.Configuration;

/// <summary>A setting that is in effect.</summary>
/// <param name="Path">Its path in the file.</param>
/// <param name="Value">Its value, as one line of JSON.</param>
/// <param name="Origin">Where it was written.</param>
internal sealed record Setting(string Path, string Value, HoconOrigin Origin)
{
    /// <summary>Whether it is a default.</summary>
    public bool IsDefault => Reference.IsOrigin(Origin);
}
