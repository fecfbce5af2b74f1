namespace ActorPipeline.Hocon.Resolving;

/// <summary>That only the lower layers of a field are visible.</summary>
/// <param name="Visible">How many.</param>
/// <param name="Depth">How many substitutions were being resolved when the others were hidden.</param>
/// <param name="Frame">How many nodes were being evaluated when they were hidden.</param>
internal readonly record struct Hidden(int Visible, int Depth, int Frame);
