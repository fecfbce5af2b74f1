using ActorPipeline.Hocon.Syntax;

namespace ActorPipeline.Hocon.Resolving;

/// <summary>
/// One contribution to the value at a path: a layer of a field, or a value that is already resolved. Contributions are
/// ordered latest first; the first one that is not an object hides the rest.
/// </summary>
internal readonly record struct Layer(FieldStack? Stack, int Index, Node? Node, HoconValue? Value)
{
    public Layer(FieldStack stack, int index)
        : this(stack, index, stack[index], null)
    {
    }

    public Layer(Node node)
        : this(null, 0, node, null)
    {
    }

    public Layer(HoconValue value)
        : this(null, 0, null, value)
    {
    }
}
