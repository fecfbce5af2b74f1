namespace ActorPipeline.Decoding;

/// <summary>A step of a <see cref="JsonPath"/>: into an object or into an array.</summary>
/// <param name="Name">The name in an object; null for a step into an array.</param>
/// <param name="Index">The index in an array, from 0.</param>
internal readonly record struct JsonPathStep(string? Name, int Index)
{
    /// <summary>Whether it leads into an array.</summary>
    public bool IsIndex => Name is null;

    /// <summary>A path with this step behind it, as it is shown to people.</summary>
    public string After(string way) => IsIndex ? $"{way}[{Index}]" : way.Length == 0 ? Name! : $"{way}.{Name}";
}
