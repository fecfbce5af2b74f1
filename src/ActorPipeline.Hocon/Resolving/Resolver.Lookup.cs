using ActorPipeline.Hocon.Origins;
using ActorPipeline.Hocon.Syntax;
using ActorPipeline.Notation;

namespace ActorPipeline.Hocon.Resolving;

internal sealed partial class Resolver
{
    private const int NoneIgnored = -1;

    private Outcome EvaluateReference(ReferenceNode node)
    {
        var own = _own;
        _own = null;
        _links.Add(node);
        var target = new List<Layer>();
        var located = Find(node, own, target, mayLookForward: true);
        var outcome = located.Cycle is not null ? Outcome.Of(located.Cycle) : EvaluateLayers(target, node);
        if (!outcome.IsCycle && outcome.Value is null)
        {
            outcome = Missing(node, located);
        }

        outcome = PassThrough(node, outcome);
        _links.RemoveAt(_links.Count - 1);
        return outcome;
    }

    /// <summary>
    /// Locates what a substitution refers to: below what is being resolved, else ahead of it, else in the root when the
    /// substitution is in an included file, else outside of the document.
    /// </summary>
    private Located Find(ReferenceNode node, FieldStack? own, List<Layer> target, bool mayLookForward)
    {
        var located = mayLookForward
            ? LocateBehindOrAhead(node.Path, own, target)
            : Locate(node.Path, own, onlyOwnHides: false, target);
        if (located.Cycle is not null || target.Count > 0)
        {
            return located;
        }

        if (node.HasPrefix)
        {
            var inRoot = Locate(node.Written.Path, own, onlyOwnHides: false, target);
            located = inRoot with { HiddenBy = located.HiddenBy ?? inRoot.HiddenBy };
            if (located.Cycle is not null || target.Count > 0)
            {
                return located;
            }
        }

        var name = string.Join('.', node.Written.Path);
        if (_options.Environment?.Invoke(name) is { } text)
        {
            var position = Position.Named($"environment variable {name}");
            _budget.Allocate(text.Length, position);
            target.Add(new Layer(new HoconString(position, text)));
        }

        return located;
    }

    /// <summary>
    /// Below the layers that are being resolved; if nothing is there, ahead of them too, except for the field's own.
    /// So an object may refer to what it is merged with, such as the name in <c>x = ${base} { name = a, at = ${x.name}
    /// }</c>.
    /// </summary>
    private Located LocateBehindOrAhead(IReadOnlyList<string> path, FieldStack? own, List<Layer> target)
    {
        var located = Locate(path, own, onlyOwnHides: false, target);
        return located.Cycle is null && target.Count == 0 && located.ByOther
            ? Locate(path, own, onlyOwnHides: true, target) with { HiddenBy = located.HiddenBy }
            : located;
    }

    private Located Locate(IReadOnlyList<string> path, FieldStack? own, bool onlyOwnHides, List<Layer> target)
    {
        var search = new Search(own, onlyOwnHides ? _links.Count : NoneIgnored);
        var parents = new List<Layer> { new(_root) };
        var children = new List<Layer>();
        foreach (var key in path)
        {
            children.Clear();
            AddChildren(parents, key, children, search);
            if (search.Cycle is not null || children.Count == 0)
            {
                return search.Result;
            }

            (parents, children) = (children, parents);
        }

        target.AddRange(parents);
        return search.Result;
    }

    /// <summary>Adds the layers of a field of the parents; false when what follows the parents is hidden.</summary>
    private bool AddChildren(List<Layer> parents, string key, List<Layer> children, Search search)
    {
        foreach (var parent in parents)
        {
            if (!AddChildren(parent, key, children, search))
            {
                return false;
            }
        }

        return true;
    }

    private bool AddChildren(in Layer parent, string key, List<Layer> children, Search search)
    {
        if (parent.Value is not null)
        {
            return AddChild(parent.Value, key, children);
        }

        var node = parent.Node!;
        _budget.Step(node.Position);
        switch (node)
        {
            case ObjectNode fields:
                return !fields.Fields.TryGetValue(key, out var field)
                    || AddLayers(field, Visible(field, search), children);
            case ReferenceNode or ConcatenationNode when _resolved.TryGetValue(node, out var known):
                return known is null || AddChild(known, key, children);
            case ReferenceNode reference:
                return AddReferenceChildren(reference, parent, key, children, search);
            case ConcatenationNode concatenation:
                for (var i = concatenation.Pieces.Count - 1; i >= 0; i--)
                {
                    var piece = concatenation.Pieces[i];
                    var goOn = piece is GapNode
                        || AddChildren(parent with { Node = piece }, key, children, search);
                    if (!goOn)
                    {
                        return false;
                    }
                }

                return true;
            default:
                return false;
        }
    }

    /// <summary>Looks into what a substitution refers to, without evaluating it.</summary>
    private bool AddReferenceChildren(
        ReferenceNode node, in Layer parent, string key, List<Layer> children, Search search)
    {
        _budget.Enter(node.Position);
        _links.Add(node);
        Hidden? before = parent.Stack is null ? null : Hide(parent.Stack, parent.Index);
        var target = new List<Layer>();
        var located = Find(node, parent.Stack, target, mayLookForward: false);
        var outcome = Outcome.Undefined;
        if (located.Cycle is not null)
        {
            outcome = PassThrough(node, Outcome.Of(located.Cycle));
        }
        else if (target.Count == 0)
        {
            outcome = PassThrough(node, Missing(node, located));
        }

        search.Cycle ??= outcome.Cycle;
        var goOn = search.Cycle is null && AddChildren(target, key, children, search);
        if (parent.Stack is not null)
        {
            Unhide(parent.Stack, before);
        }

        _links.RemoveAt(_links.Count - 1);
        _budget.Leave();
        return goOn;
    }

    private static bool AddChild(HoconValue parent, string key, List<Layer> children)
    {
        if (parent is not HoconObject fields)
        {
            return false;
        }

        if (!fields.TryGetField(key, out var value))
        {
            return true;
        }

        children.Add(new Layer(value));
        return value is HoconObject { HidesLower: false };
    }

    /// <summary>Adds the lower layers of a field, latest first; false when one of them hides all below.</summary>
    private bool AddLayers(FieldStack field, int visible, List<Layer> layers)
    {
        for (var i = visible - 1; i >= 0; i--)
        {
            _budget.Step(field[i].Position);
            layers.Add(new Layer(field, i));
            if (field[i] is ScalarNode or ArrayNode)
            {
                return false;
            }
        }

        return true;
    }

    private int Visible(FieldStack field, Search search)
    {
        if (!_hidden.TryGetValue(field, out var hidden))
        {
            return field.Count;
        }

        var own = ReferenceEquals(field, search.Own);
        if (!own && hidden.Depth <= search.IgnoredDepth)
        {
            return field.Count;
        }

        Reach(hidden.Frame);
        search.Note(hidden, own);
        return hidden.Visible;
    }

    private Hidden? Hide(FieldStack field, int visible)
    {
        Hidden? before = _hidden.TryGetValue(field, out var hidden) ? hidden : null;
        _hidden[field] = before is { } outer && outer.Visible <= visible
            ? outer with { Depth = _links.Count }
            : new Hidden(visible, _links.Count, _inProgress.Count);
        return before;
    }

    private void Unhide(FieldStack field, Hidden? before)
    {
        if (before is { } hidden)
        {
            _hidden[field] = hidden;
        }
        else
        {
            _hidden.Remove(field);
        }
    }

    private Outcome Missing(ReferenceNode node, in Located located)
    {
        if (node.Written.Optional)
        {
            return Outcome.Undefined;
        }

        if (located.HiddenBy is { } hidden)
        {
            return Outcome.Of(CycleFrom(hidden.Depth, node));
        }

        var outside = _options.Environment is null ? "" : " and not in the environment";
        var similar = Similar(node.Path) is { } path ? $", but ${{{path}}} is" : "";
        throw node.Position.Error($"{node.Written} is not defined in the document{outside}{similar}; define it, or"
            + $" write {node.Written with { Optional = true }} if it may be missing");
    }

    /// <summary>A path that is defined and differs in elements that are spelled alike, if there is one.</summary>
    private string? Similar(IReadOnlyList<string> path)
    {
        var similar = new List<string>(path.Count);
        var node = _root;
        foreach (var key in path)
        {
            if (node is not ObjectNode parent)
            {
                return null;
            }

            var known = parent.Fields.ContainsKey(key) ? key : NearestName.Of(key, parent.Fields.Keys);
            if (known is null)
            {
                return null;
            }

            similar.Add(known);
            node = parent.Fields[known].Top;
        }

        return similar.SequenceEqual(path) ? null : HoconPath.Format(similar);
    }

    /// <summary>Lets a cycle that this substitution is a link of pass, unless the substitution is optional.</summary>
    private Outcome PassThrough(ReferenceNode node, in Outcome outcome)
    {
        if (outcome.Cycle is not { } cycle)
        {
            return outcome;
        }

        if (cycle.Depth > _links.Count - 1)
        {
            throw cycle.ToException();
        }

        return node.Written.Optional ? Outcome.Undefined : outcome;
    }
}
