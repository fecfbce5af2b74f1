namespace ActorPipeline.Hocon.Syntax;

/// <summary>A string, number, boolean or null.</summary>
internal sealed class ScalarNode(HoconValue value) : Node(value.Position)
{
    public HoconValue Value { get; } = value;
}
