namespace ActorPipeline.Hocon.Origins;

/// <summary>One file or text: what every position in it has in common.</summary>
internal sealed record Source(string Description, string? File)
{
    public Position Start => new(this, 1, 1);
}
