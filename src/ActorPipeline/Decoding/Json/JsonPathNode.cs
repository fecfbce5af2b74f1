using System.Text;
using ActorPipeline.Plan;

namespace ActorPipeline.Decoding;

/// <summary>A name on the paths of the columns: a tree whose root is the record's object.</summary>
internal sealed class JsonPathNode
{
    private readonly byte[] _name;
    private readonly List<JsonPathNode> _children = [];
    private readonly List<int> _columns = [];
    private readonly List<int> _subtree = [];

    private JsonPathNode(string name) => _name = Encoding.UTF8.GetBytes(name);

    /// <summary>The columns whose path ends here.</summary>
    public List<int> Columns => _columns;

    /// <summary>The columns whose path ends here or below.</summary>
    public List<int> Subtree => _subtree;

    /// <summary>The object, by number, that this name was last seen in; finds duplicates.</summary>
    public long SeenIn { get; set; }

    /// <summary>Builds the tree. Throws <see cref="ArgumentException"/> for a path with an empty name.</summary>
    public static JsonPathNode Build(IReadOnlyList<ColumnSpec> columns)
    {
        var root = new JsonPathNode("");
        for (var column = 0; column < columns.Count; column++)
        {
            root.Add(columns[column], column);
        }

        return root;
    }

    /// <summary>The child of this (unescaped) name, or null.</summary>
    public JsonPathNode? Find(ReadOnlySpan<byte> name)
    {
        foreach (var child in _children)
        {
            if (name.SequenceEqual(child._name))
            {
                return child;
            }
        }

        return null;
    }

    private void Add(ColumnSpec column, int index)
    {
        var node = this;
        foreach (var name in column.Path.Split('.'))
        {
            if (name.Length == 0)
            {
                throw new ArgumentException(
                    $"column '{column.Name}': the path '{column.Path}' holds an empty name; write it as a.b.c");
            }

            node._subtree.Add(index);
            node = node.Child(name);
        }

        node._subtree.Add(index);
        node._columns.Add(index);
    }

    private JsonPathNode Child(string name)
    {
        var child = Find(Encoding.UTF8.GetBytes(name));
        if (child is null)
        {
            child = new JsonPathNode(name);
            _children.Add(child);
        }

        return child;
    }
}
