using ActorPipeline.Hocon.Origins;
using ActorPipeline.Hocon.Parsing;
using ActorPipeline.Hocon.Resolving;
using ActorPipeline.Hocon.Syntax;

namespace ActorPipeline.Hocon;

/// <summary>
/// A parsed HOCON document whose substitutions are not resolved yet: parse each file, merge them, then resolve once, so
/// that a substitution sees the merged configuration. Immutable. The specification is
/// <see href="https://github.com/lightbend/config/blob/main/HOCON.md"/>.
/// </summary>
public sealed class HoconDocument
{
    private readonly Node _root;
    private readonly HoconParseOptions _options;

    private HoconDocument(Node root, HoconParseOptions options)
    {
        _root = root;
        _options = options;
    }

    /// <summary>A document without settings.</summary>
    public static HoconDocument Empty { get; } = ParseText("", "empty");

    /// <summary>Parses a file and all that it includes.</summary>
    /// <param name="path">The file; relative paths are relative to the working directory.</param>
    /// <param name="options">Limits, and what to call the file.</param>
    /// <exception cref="HoconException">The file cannot be read, or is not HOCON.</exception>
    public static HoconDocument ParseFile(string path, HoconParseOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new HoconParseOptions();
        var context = new ParseContext(options);
        var description = options.Description ?? path;
        var source = context.Read(path, description, Position.Named(description));
        context.Begin(Path.GetFullPath(path));
        return new HoconDocument(Parser.ParseDocument(source, context), options);
    }

    /// <summary>Parses a text.</summary>
    /// <param name="text">The document.</param>
    /// <param name="origin">What to call it in origins and errors, unless the options have a description.</param>
    /// <param name="options">Limits, and where relative includes start from.</param>
    /// <exception cref="HoconException">The text is not HOCON.</exception>
    public static HoconDocument ParseText(string text, string origin = "text", HoconParseOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        options ??= new HoconParseOptions();
        var source = new SourceText(new Source(options.Description ?? origin, null), text, options.BaseDirectory);
        return new HoconDocument(Parser.ParseDocument(source, new ParseContext(options)), options);
    }

    /// <summary>
    /// This document with another below it, exactly as if the other stood before it in one file: this document's values
    /// win, objects merge, and a self-reference such as <c>path = ${path} [x]</c> sees the other's value. A document
    /// whose root is a list does not merge.
    /// </summary>
    public HoconDocument WithFallback(HoconDocument other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (_root is not ObjectNode top || other._root is not ObjectNode bottom)
        {
            return this;
        }

        var merged = bottom.Copy();
        merged.MergeFrom(top.Copy());
        return new HoconDocument(merged, _options);
    }

    /// <summary>This document with one setting assigned last, such as <c>--set window.size=1m</c>.</summary>
    /// <param name="path">A path expression.</param>
    /// <param name="valueText">Any HOCON value: a number, an object, a substitution, or an unquoted string.</param>
    /// <param name="description">What the origin of the value is to be called.</param>
    /// <exception cref="HoconException">The path or the value is invalid.</exception>
    public HoconDocument WithOverride(string path, string valueText, string description = "--set")
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(valueText);
        var elements = HoconPath.Parse(path, description);
        var source = new SourceText(new Source($"{description} {path}", null), valueText, _options.BaseDirectory);
        var value = Parser.ParseLoneValue(source, new ParseContext(_options), elements.Count);
        var root = new ObjectNode(source.Source.Start);
        root.Field(elements, source.Source.Start).Assign(value);
        return new HoconDocument(root, _options).WithFallback(this);
    }

    /// <summary>Resolves all substitutions.</summary>
    /// <exception cref="HoconException">A required substitution is undefined or circular, a concatenation mixes types,
    /// the result is too large, or the root is a list.</exception>
    public HoconObject Resolve(HoconResolveOptions? options = null)
    {
        var value = ResolveValue(options);
        return value as HoconObject ?? throw new HoconException(
            value.Origin, "the root is a list, but a configuration must be an object; name the list, such as items ="
                + " [...]");
    }

    /// <summary>Resolves all substitutions of a document whose root may be a list too.</summary>
    /// <exception cref="HoconException">As for <see cref="Resolve"/>.</exception>
    public HoconValue ResolveValue(HoconResolveOptions? options = null) =>
        new Resolver(_root, options ?? new HoconResolveOptions()).Run();
}
