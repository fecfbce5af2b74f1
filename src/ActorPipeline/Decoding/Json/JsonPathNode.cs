using System.Text;
using ActorPipeline.Plan;

namespace ActorPipeline.Decoding;

/// <summary>
/// A place on the paths of the columns: a tree whose root is the record's object. What stands below a place is found by
/// name or by index, never both.
/// </summary>
internal sealed class JsonPathNode
{
    private readonly JsonNameTable _names = new();
    private readonly List<int> _columns = [];
    private readonly List<int> _below = [];
    private JsonPathNode?[] _elements = [];

    private JsonPathNode(string way) => Way = way;

    /// <summary>The path to here, as people write it.</summary>
    public string Way { get; }

    /// <summary>The columns whose path ends here.</summary>
    public List<int> Columns => _columns;

    /// <summary>The columns whose path leads on from here.</summary>
    public List<int> Below => _below;

    /// <summary>Whether paths lead on from here by index, so that an array has to stand here.</summary>
    public bool IsArray => _elements.Length > 0;

    /// <summary>The object, by number, that this name was last seen in; finds duplicates.</summary>
    public long SeenIn { get; set; }

    /// <summary>Builds the tree.</summary>
    /// <exception cref="DecoderException">A path is broken, or contradicts another.</exception>
    public static JsonPathNode Build(IReadOnlyList<ColumnSpec> columns)
    {
        var root = new JsonPathNode("");
        for (var column = 0; column < columns.Count; column++)
        {
            try
            {
                root.Add(columns[column].Path, column);
            }
            catch (DecoderException e)
            {
                throw new DecoderException($"column '{columns[column].Name}': {e.Message}", e.Reason, e.Position, e);
            }
        }

        return root;
    }

    /// <summary>What stands below by this (unescaped) name, or null.</summary>
    public JsonPathNode? Find(ReadOnlySpan<byte> name) => _names.Find(name);

    /// <summary>What stands below at this index, or null.</summary>
    public JsonPathNode? Element(int index) => (uint)index < (uint)_elements.Length ? _elements[index] : null;

    private void Add(string path, int column)
    {
        var node = this;
        foreach (var step in JsonPath.Parse(path))
        {
            node._below.Add(column);
            if (step.IsIndex ? node._names.Count > 0 : node.IsArray)
            {
                throw new DecoderException(
                    $"the path '{path}' takes '{node.Way}' for an {(step.IsIndex ? "array" : "object")}, "
                    + "and another column's takes it for the other; it can't be both", "it contradicts another", -1);
            }

            node = step.IsIndex ? node.Element(step) : node.Child(step);
        }

        node._columns.Add(column);
    }

    private JsonPathNode Child(JsonPathStep step)
    {
        var name = Encoding.UTF8.GetBytes(step.Name!);
        var child = Find(name);
        if (child is null)
        {
            child = new JsonPathNode(step.After(Way));
            _names.Add(name, child);
        }

        return child;
    }

    private JsonPathNode Element(JsonPathStep step)
    {
        if (step.Index >= _elements.Length)
        {
            Array.Resize(ref _elements, step.Index + 1);
        }

        return _elements[step.Index] ??= new JsonPathNode(step.After(Way));
    }
}
