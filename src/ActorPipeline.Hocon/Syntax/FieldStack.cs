namespace ActorPipeline.Hocon.Syntax;

/// <summary>
/// All that has been assigned to one field and may still matter, oldest first. A definite list or simple value hides
/// what is below it, so it is only ever at the bottom; adjacent objects are merged.
/// </summary>
internal sealed class FieldStack
{
    private readonly List<Node> _layers;

    public FieldStack() => _layers = new List<Node>(1);

    private FieldStack(List<Node> layers) => _layers = layers;

    public int Count => _layers.Count;

    public Node? Top => _layers.Count > 0 ? _layers[^1] : null;

    public Node this[int index] => _layers[index];

    /// <summary>Whether every layer is definite, so that no substitution decides about the field itself.</summary>
    public bool IsDefinite => _layers.TrueForAll(static layer => layer.IsDefinite);

    public void Assign(Node node)
    {
        switch (node)
        {
            case ObjectNode added when Top is ObjectNode existing:
                existing.MergeFrom(added);
                return;
            case ScalarNode or ArrayNode:
                _layers.Clear();
                break;
        }

        _layers.Add(node);
    }

    /// <summary>
    /// Appends constants to a list that is already known, so that a long run of <c>+=</c> is one list rather than a
    /// chain to look back along.
    /// </summary>
    public bool TryAppendConstant(Node element)
    {
        var elements = Top switch
        {
            ArrayNode array => array.Elements,
            AppendNode append => append.Elements,
            _ => null,
        };
        elements?.Add(element);
        return elements is not null;
    }

    /// <summary>A copy that may be merged into; nodes that no merge changes are shared.</summary>
    public FieldStack Copy()
    {
        var layers = new List<Node>(_layers.Count);
        foreach (var layer in _layers)
        {
            layers.Add(layer is ObjectNode node ? node.Copy() : layer);
        }

        return new FieldStack(layers);
    }
}
