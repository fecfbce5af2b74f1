namespace ActorPipeline.Streams.Running;

/// <summary>Sees every stage that is made, and may put another in its place.</summary>
internal interface IStageInspector
{
    Stage<T> Inspect<T>(string name, Stage<T> stage);
}
