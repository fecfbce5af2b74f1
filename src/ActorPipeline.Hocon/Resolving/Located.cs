namespace ActorPipeline.Hocon.Resolving;

/// <summary>What came of locating a path, besides the layers that were found.</summary>
/// <param name="Cycle">Set when the path cannot be located because of a cycle.</param>
/// <param name="HiddenBy">A field on the way whose upper layers are hidden, if any; the innermost.</param>
/// <param name="ByOther">Whether a field other than the substitution's own hides layers.</param>
internal readonly record struct Located(Cycle? Cycle, Hidden? HiddenBy, bool ByOther);
