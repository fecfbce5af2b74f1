namespace ActorPipeline.Hocon.Origins;

/// <summary>A place in a source, small enough to be kept by every node.</summary>
internal readonly record struct Position(Source Source, int Line, int Column)
{
    public static Position Named(string description) => new(new Source(description, null), 0, 0);

    public HoconOrigin ToOrigin() => new(Source.Description, Source.File, Line, Column);

    public HoconException Error(string problem) => new(ToOrigin(), problem);
}
