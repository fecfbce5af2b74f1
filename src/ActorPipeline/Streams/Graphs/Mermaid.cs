using System.Globalization;
using System.Text;

namespace ActorPipeline.Streams.Graphs;

/// <summary>Draws blueprints.</summary>
internal sealed class Mermaid
{
    private readonly StringBuilder _text = new("flowchart LR\n");
    private readonly Dictionary<Blueprint, int> _numbers = new(ReferenceEqualityComparer.Instance);

    public static string Draw(IEnumerable<Blueprint> sinks)
    {
        var drawing = new Mermaid();
        foreach (var sink in sinks)
        {
            drawing.Visit(sink);
        }

        return drawing._text.ToString();
    }

    private int Visit(Blueprint node)
    {
        if (_numbers.TryGetValue(node, out var known))
        {
            return known;
        }

        // A boundary is an arrow, not a box.
        if (node.IsBoundary)
        {
            return _numbers[node] = Visit(node.Inputs[0]);
        }

        var arrows = node.Inputs.Select(i => (From: Visit(i), Arrow: i.IsBoundary ? "-.->" : "-->")).ToList();
        var number = _numbers.Values.DefaultIfEmpty(-1).Max() + 1;
        _numbers.Add(node, number);
        _text.Append(CultureInfo.InvariantCulture, $"  n{number}[\"{Escape(node.Name)}\"]\n");
        foreach (var (from, arrow) in arrows)
        {
            _text.Append(CultureInfo.InvariantCulture, $"  n{from} {arrow} n{number}\n");
        }

        foreach (var side in node.Sides)
        {
            Visit(side);
        }

        return number;
    }

    private static string Escape(string name) => name.Replace("\"", "#quot;", StringComparison.Ordinal);
}
