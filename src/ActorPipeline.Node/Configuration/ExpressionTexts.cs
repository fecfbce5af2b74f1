using ActorPipeline.Definitions;
using ActorPipeline.Hocon;

namespace ActorPipeline.Node.Configuration;

/// <summary>All expressions of a file.</summary>
internal sealed record ExpressionTexts
{
    public required IReadOnlyList<NamedText> Lets { get; init; }

    public required NamedText? Where { get; init; }

    public required IReadOnlyList<NamedText> Key { get; init; }

    public required IReadOnlyList<NamedText> Aggregates { get; init; }

    /// <summary>
    /// Reads <c>let</c>, <c>where</c>, <c>key</c> and, unless there is an actor, <c>aggregate</c>.
    /// </summary>
    public static ExpressionTexts Read(Section root, bool hasActor)
    {
        var texts = new ExpressionTexts
        {
            Lets = Named(root, "let"),
            Where = root.Text("where") is { } where
                ? new NamedText("where", "", where, root.Peek("where")!.Origin)
                : null,
            Key = ReadKey(root),
            Aggregates = hasActor ? [] : Named(root, "aggregate"),
        };
        if (!hasActor && texts.Aggregates.Count == 0 && root.Peek("aggregate") is null or HoconObject { Count: 0 })
        {
            root.Context.Problem(
                root.Context.File, "aggregate", "it is missing; for example aggregate = { requests = \"count()\" }");
        }

        if (WindowLimits.Problem(texts.Aggregates.Count) is { } problem)
        {
            root.Context.Problem(root.Peek("aggregate")!.Origin, "aggregate", problem);
        }

        return texts;
    }

    private static List<NamedText> Named(Section root, string key)
    {
        var section = root.Child(key);
        var texts = new List<NamedText>();
        foreach (var (name, value) in section.OwnFields())
        {
            section.Context.Use(section.PathOf(name), value);
            if (ColumnNames.Problem(name) is { } problem)
            {
                section.Context.Problem(value.Origin, key, problem);
            }
            else if (section.Convert(name, value, v => v.AsString()) is { } text)
            {
                texts.Add(new NamedText(section.PathOf(name), name, text, value.Origin));
            }
        }

        return texts;
    }

    private static List<NamedText> ReadKey(Section root)
    {
        switch (root.Peek("key"))
        {
            case null:
                return [];
            case HoconObject:
                return Named(root, "key");
            case HoconArray parts:
                root.Context.Use("key", parts);
                return [.. parts.Items.Select(part => Part(root, part)).OfType<NamedText>()];
            case var single:
                root.Context.Use("key", single);
                return Part(root, single) is { } only ? [only] : [];
        }
    }

    private static NamedText? Part(Section root, HoconValue value) =>
        root.Convert("key", value, Named) is { } text ? new NamedText("key", text, text, value.Origin) : null;

    /// <summary>An expression that is the name of its column too.</summary>
    private static string Named(HoconValue value) => ColumnNames.Problem(value.AsString()) is { } problem
        ? throw new HoconException(value.Origin, $"{problem}, as in key = {{ name = \"an expression\" }}")
        : value.AsString();
}
