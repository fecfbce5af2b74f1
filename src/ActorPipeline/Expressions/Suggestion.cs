using ActorPipeline.Notation;

namespace ActorPipeline.Expressions;

/// <summary>"Did you mean": a clause to end a message with.</summary>
internal static class Suggestion
{
    /// <summary>The clause that names the nearest; empty when no name is near.</summary>
    public static string For(string written, IEnumerable<string> names) =>
        NearestName.Of(written, names) is { } near ? $"; did you mean '{near}'?" : "";
}
