namespace ActorPipeline.Runtime;

/// <summary>To the pipeline: begin to read.</summary>
internal sealed record Begin
{
    public static Begin Instance { get; } = new();
}

/// <summary>To the pipeline: stop in order. What is in flight is applied, committed and delivered.</summary>
internal sealed record Stop
{
    public static Stop Instance { get; } = new();
}
