using ActorPipeline.Hocon.Syntax;

namespace ActorPipeline.Hocon.Resolving;

/// <summary>
/// Resolves the substitutions of one document; the section "Substitutions" of the specification.
/// <para>
/// A path is <em>located</em> lazily (<c>Resolver.Lookup.cs</c>): only what decides about the path is looked at, so
/// objects may refer to paths within themselves. What is found is then <em>evaluated</em>, each node once. While the
/// layer of a field that holds a substitution is evaluated, the layer and those above it are hidden, so that a
/// self-reference looks back at what it overrides. That a node is undefined while others are hidden or half done is not
/// kept: asked for by itself it may have a value.
/// </para>
/// </summary>
internal sealed partial class Resolver
{
    private readonly Node _root;
    private readonly HoconResolveOptions _options;
    private readonly Budget _budget;
    private readonly Concatenator _concatenator;
    private readonly Dictionary<Node, HoconValue?> _resolved = [];
    private readonly Dictionary<Node, (int Links, int Frame)> _inProgress = [];
    private readonly Dictionary<FieldStack, Hidden> _hidden = [];
    private readonly List<ReferenceNode> _links = [];

    /// <summary>The field whose layer is being evaluated, as long as no object or list is between.</summary>
    private FieldStack? _own;

    /// <summary>The outermost frame, in nodes being evaluated, that what was seen since depends on.</summary>
    private int _reach = int.MaxValue;

    public Resolver(Node root, HoconResolveOptions options)
    {
        _root = root;
        _options = options;
        _budget = new Budget(options);
        _concatenator = new Concatenator(_budget);
    }

    public HoconValue Run()
    {
        EvaluateBeforehand();
        var outcome = Evaluate(_root);
        return outcome.Value ?? throw outcome.Cycle!.ToException();
    }

    private Outcome Evaluate(Node node)
    {
        _budget.Step(node.Position);
        if (node is ScalarNode scalar)
        {
            return Outcome.Of(scalar.Value);
        }

        if (_resolved.TryGetValue(node, out var known))
        {
            return Outcome.Of(known);
        }

        if (_inProgress.TryGetValue(node, out var begun))
        {
            Reach(begun.Frame);
            return Outcome.Of(CycleFrom(begun.Links, node));
        }

        _budget.Enter(node.Position);
        var (frame, outerReach) = (_inProgress.Count, _reach);
        _reach = int.MaxValue;
        _inProgress.Add(node, (_links.Count, frame));
        var own = _own;
        var outcome = node switch
        {
            ObjectNode fields => EvaluateObject(fields),
            ArrayNode list => EvaluateArray(list),
            ReferenceNode reference => EvaluateReference(reference),
            ConcatenationNode concatenation => EvaluateConcatenation(concatenation),
            AppendNode append => EvaluateAppend(append),
            _ => throw new InvalidOperationException($"no rule for {node.GetType()}"),
        };
        _own = own;
        _inProgress.Remove(node);
        _budget.Leave();
        var isOwn = _reach >= frame;
        _reach = isOwn ? outerReach : Math.Min(_reach, outerReach);
        if (!outcome.IsCycle && (isOwn || outcome.Value is not null))
        {
            _resolved.Add(node, outcome.Value);
        }

        return outcome;
    }

    private void Reach(int frame) => _reach = Math.Min(_reach, frame);

    private Outcome EvaluateObject(ObjectNode node)
    {
        _own = null;
        var values = new HoconValue?[node.Fields.Count];
        foreach (var i in Order(node))
        {
            var outcome = EvaluateField(node.Fields.GetAt(i).Value);
            if (outcome.IsCycle)
            {
                return outcome;
            }

            values[i] = outcome.Value;
        }

        _budget.Allocate(values.Length, node.Position);
        var fields = new OrderedDictionary<string, HoconValue>(values.Length);
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] is { } value)
            {
                fields.Add(node.Fields.GetAt(i).Key, value);
            }
        }

        return Outcome.Of(_budget.Check(new HoconObject(node.Position, fields)));
    }

    private Outcome EvaluateField(FieldStack field)
    {
        if (_hidden.TryGetValue(field, out var hidden))
        {
            // The object is asked for as a whole while one of its own fields is being resolved from outside of it.
            Reach(hidden.Frame);
            return Outcome.Of(CycleFrom(hidden.Depth, field[0]));
        }

        if (field.Count == 1)
        {
            return EvaluateLayer(new Layer(field, 0));
        }

        var layers = new List<Layer>(field.Count);
        AddLayers(field, field.Count, layers);
        return EvaluateLayers(layers, field[0]);
    }

    private Outcome EvaluateArray(ArrayNode node)
    {
        _own = null;
        _budget.Allocate(node.Elements.Count, node.Position);
        var items = new List<HoconValue>(node.Elements.Count);
        foreach (var element in node.Elements)
        {
            var outcome = Evaluate(element);
            if (outcome.IsCycle)
            {
                return outcome;
            }

            if (outcome.Value is { } item)
            {
                items.Add(item);
            }
        }

        return Outcome.Of(_budget.Check(new HoconArray(node.Position, [.. items])));
    }

    private Outcome EvaluateConcatenation(ConcatenationNode node)
    {
        var all = new List<HoconValue>(node.Pieces.Count);
        var withoutGaps = new List<HoconValue>(node.Pieces.Count);
        var structured = false;
        foreach (var piece in node.Pieces)
        {
            if (piece is GapNode gap)
            {
                all.Add(gap.Text);
                continue;
            }

            var outcome = Evaluate(piece);
            if (outcome.IsCycle)
            {
                return outcome;
            }

            if (outcome.Value is { } value)
            {
                all.Add(value);
                withoutGaps.Add(value);
                structured |= value is HoconObject or HoconArray;
            }
        }

        var values = structured ? withoutGaps : all;
        return values.Count == 0 ? Outcome.Undefined : Outcome.Of(_concatenator.Join(values, node.Position));
    }

    private Outcome EvaluateAppend(AppendNode node)
    {
        var own = _own;
        var previous = new List<Layer>();
        if (node.Path is not null)
        {
            var located = LocateBehindOrAhead(node.Path, own, previous);
            if (located.Cycle is not null)
            {
                return Outcome.Of(located.Cycle);
            }
        }
        else if (own is not null)
        {
            Reach(_hidden[own].Frame);
            AddLayers(own, _hidden[own].Visible, previous);
        }

        var before = EvaluateLayers(previous, node);
        if (before.IsCycle)
        {
            return before;
        }

        var added = EvaluateArray(new ArrayNode(node.Position, node.Elements));
        return before.Value is null || added.IsCycle
            ? added
            : Outcome.Of(_concatenator.Join([before.Value, added.Value!], node.Position));
    }

    /// <summary>The value of layers in order, latest first: objects merge down to the first that is not one.</summary>
    private Outcome EvaluateLayers(List<Layer> layers, Node at)
    {
        var values = new List<HoconValue>(layers.Count);
        foreach (var layer in layers)
        {
            var outcome = EvaluateLayer(layer);
            if (outcome.IsCycle)
            {
                return outcome;
            }

            if (outcome.Value is { } value)
            {
                values.Add(value);
                if (value is not HoconObject || layer.Value is HoconObject { HidesLower: true })
                {
                    break;
                }
            }
        }

        HoconValue? merged = null;
        for (var i = values.Count - 1; i >= 0; i--)
        {
            merged = (values[i], merged) switch
            {
                (HoconObject upper, HoconObject lower) => _concatenator.Merge(upper, lower, at.Position),
                (HoconObject upper, not null) => upper.Hiding(),
                _ => values[i],
            };
        }

        return Outcome.Of(merged);
    }

    private Outcome EvaluateLayer(in Layer layer)
    {
        if (layer.Value is not null)
        {
            return Outcome.Of(layer.Value);
        }

        var own = _own;
        Outcome outcome;
        if (layer.Node!.IsDefinite || layer.Stack is null)
        {
            _own = null;
            outcome = Evaluate(layer.Node);
        }
        else
        {
            _own = layer.Stack;
            var before = Hide(layer.Stack, layer.Index);
            outcome = Evaluate(layer.Node);
            Unhide(layer.Stack, before);
        }

        _own = own;
        return outcome;
    }

    private Cycle CycleFrom(int depth, Node at)
    {
        var first = Math.Clamp(depth, 0, Math.Max(0, _links.Count - 1));
        return new Cycle(depth, _links.GetRange(first, _links.Count - first), at.Position);
    }
}
