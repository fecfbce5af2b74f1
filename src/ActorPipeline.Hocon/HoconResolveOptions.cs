namespace ActorPipeline.Hocon;

/// <summary>How substitutions are resolved.</summary>
public sealed record HoconResolveOptions
{
    /// <summary>The default of <see cref="MaxResolvedSize"/>.</summary>
    public const int DefaultMaxResolvedSize = 1 << 22;

    /// <summary>The default of <see cref="MaxDepth"/>.</summary>
    public const int DefaultMaxDepth = 256;

    /// <summary>
    /// Looks up what the document itself does not define, usually
    /// <see cref="System.Environment.GetEnvironmentVariable(string)"/>. The name is the path as written, its elements
    /// joined by <c>.</c>; null means "not there", an empty string is a value. Without a lookup there is no fallback.
    /// </summary>
    public Func<string, string?>? Environment { get; init; }

    /// <summary>
    /// How large the result may become, in characters and nodes together, as it would be when written out.
    /// Substitutions can make a small document grow exponentially; this bounds memory and time.
    /// </summary>
    public int MaxResolvedSize { get; init; } = DefaultMaxResolvedSize;

    /// <summary>How deep values may nest in the result, and how long a chain of substitutions may be.</summary>
    public int MaxDepth { get; init; } = DefaultMaxDepth;
}
