using ActorPipeline.Hocon.Syntax;

namespace ActorPipeline.Hocon.Resolving;

/// <summary>
/// Which field is resolved first decides where a cycle is broken. It follows from the fields' names and kinds, never
/// from the order of the lines.
/// </summary>
internal sealed partial class Resolver
{
    /// <summary>
    /// Evaluates the fields that a substitution decides about, before the objects around them. First those that have
    /// something to look back to: each cycle that one of them is a link of is broken there.
    /// </summary>
    private void EvaluateBeforehand()
    {
        if (_root is not ObjectNode root)
        {
            return;
        }

        var fields = new List<FieldStack>();
        Collect(root, fields);
        foreach (var field in fields.OrderBy(Rank))
        {
            EvaluateField(field);
        }
    }

    // Below a field of several layers nothing is certain to be asked for at all, and it may be wrong and not matter.
    private static void Collect(ObjectNode node, List<FieldStack> fields)
    {
        foreach (var i in Order(node))
        {
            var field = node.Fields.GetAt(i).Value;
            if (!field.IsDefinite)
            {
                fields.Add(field);
            }
            else if (field is { Count: 1, Top: ObjectNode child })
            {
                Collect(child, fields);
            }
        }
    }

    /// <summary>The indices of an object's fields, in the order in which they are evaluated.</summary>
    private static IEnumerable<int> Order(ObjectNode node) => Enumerable.Range(0, node.Fields.Count)
        .OrderBy(i => Rank(node.Fields.GetAt(i).Value))
        .ThenBy(i => node.Fields.GetAt(i).Key, StringComparer.Ordinal);

    private static int Rank(FieldStack field) => field.IsDefinite ? 2 : field.Count > 1 ? 0 : 1;
}
