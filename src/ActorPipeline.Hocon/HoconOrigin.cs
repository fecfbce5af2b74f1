namespace ActorPipeline.Hocon;

/// <summary>Where a value, or an error, comes from.</summary>
/// <param name="Description">What to call the source in a message: a path as the operator gave it, or a label such as
/// <c>reference.conf</c>, <c>--set</c> or <c>environment variable HOME</c>.</param>
/// <param name="File">The path of the file, or null when the source is not a file.</param>
/// <param name="Line">The line, from 1; 0 when the source has no lines.</param>
/// <param name="Column">The column in UTF-16 units, from 1; 0 when the source has no lines.</param>
public readonly record struct HoconOrigin(string Description, string? File, int Line, int Column)
{
    /// <summary>An origin without a position, such as an environment variable.</summary>
    public static HoconOrigin Named(string description) => new(description, null, 0, 0);

    /// <summary><c>description:line:column</c>, or only the description when there is no position.</summary>
    public override string ToString() => Line > 0 ? $"{Description}:{Line}:{Column}" : Description ?? "";
}
