namespace ActorPipeline.Streams.Stages;

/// <summary>A stage with one upstream and nothing else to close.</summary>
internal abstract class FlowStage<TIn, TOut>(Stage<TIn> upstream) : Stage<TOut>
{
    protected Stage<TIn> Upstream { get; } = upstream;

    public override void Close() => Upstream.Close();
}
