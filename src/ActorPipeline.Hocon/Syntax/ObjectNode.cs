using ActorPipeline.Hocon.Origins;

namespace ActorPipeline.Hocon.Syntax;

/// <summary>An object literal, merged with the objects that were adjacent to it.</summary>
internal sealed class ObjectNode(Position position) : Node(position)
{
    public OrderedDictionary<string, FieldStack> Fields { get; } = [];

    public FieldStack Field(string key)
    {
        if (!Fields.TryGetValue(key, out var field))
        {
            Fields.Add(key, field = new FieldStack());
        }

        return field;
    }

    /// <summary>The stack of the field at a path, with objects on the way to it.</summary>
    public FieldStack Field(IReadOnlyList<string> path, Position position)
    {
        var parent = this;
        for (var i = 0; i < path.Count - 1; i++)
        {
            var field = parent.Field(path[i]);
            if (field.Top is not ObjectNode child)
            {
                field.Assign(child = new ObjectNode(position));
            }

            parent = child;
        }

        return parent.Field(path[^1]);
    }

    /// <summary>Assigns all fields of a later object, which must not be used afterwards.</summary>
    public void MergeFrom(ObjectNode later)
    {
        foreach (var (key, added) in later.Fields)
        {
            if (!Fields.TryGetValue(key, out var field))
            {
                Fields.Add(key, added);
                continue;
            }

            for (var i = 0; i < added.Count; i++)
            {
                field.Assign(added[i]);
            }
        }
    }

    /// <summary>A copy that may be merged into.</summary>
    public ObjectNode Copy()
    {
        var copy = new ObjectNode(Position);
        foreach (var (key, field) in Fields)
        {
            copy.Fields.Add(key, field.Copy());
        }

        return copy;
    }
}
