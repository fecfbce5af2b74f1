namespace ActorPipeline.Streams.Running;

/// <summary>One use of a blueprint: the islands it makes.</summary>
internal sealed class Materialization(StreamRun run)
{
    private List<StreamIsland>? _islands;

    public StreamRun Run => run;

    /// <summary>A new island, which is scheduled by <see cref="Start"/>.</summary>
    public StreamIsland NewIsland(string name)
    {
        var island = new StreamIsland(run, name);
        (_islands ??= []).Add(island);
        return island;
    }

    /// <summary>Lets the islands run, now that all their stages are there.</summary>
    public void Start()
    {
        if (_islands is not null)
        {
            run.BeginIslands(_islands);
        }
    }
}
