namespace ActorPipeline.Hocon;

/// <summary>How a document is parsed. The limits keep hostile input from exhausting the stack or the memory.</summary>
public sealed record HoconParseOptions
{
    /// <summary>The default of <see cref="MaxDepth"/>.</summary>
    public const int DefaultMaxDepth = 128;

    /// <summary>The default of <see cref="MaxLength"/>: a mebi-character, the size limit of a Kubernetes
    /// ConfigMap.</summary>
    public const int DefaultMaxLength = 1 << 20;

    /// <summary>The default of <see cref="MaxIncludeDepth"/>; lightbend/config has the same.</summary>
    public const int DefaultMaxIncludeDepth = 50;

    /// <summary>What to call the source in origins and errors; null takes the path of the file.</summary>
    public string? Description { get; init; }

    /// <summary>
    /// The directory that relative includes of a <em>text</em> start from. Null rejects them: the working directory of
    /// the process is never used. A file's own directory is used for files.
    /// </summary>
    public string? BaseDirectory { get; init; }

    /// <summary>How deep objects and lists may nest, the elements of a key such as <c>a.b.c</c> included.</summary>
    public int MaxDepth { get; init; } = DefaultMaxDepth;

    /// <summary>How many bytes (of a file) or characters (of a text) may be read, all includes together.</summary>
    public int MaxLength { get; init; } = DefaultMaxLength;

    /// <summary>How deep include statements may nest.</summary>
    public int MaxIncludeDepth { get; init; } = DefaultMaxIncludeDepth;
}
