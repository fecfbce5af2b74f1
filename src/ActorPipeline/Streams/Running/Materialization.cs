namespace ActorPipeline.Streams.Running;

/// <summary>One use of a blueprint: the islands it makes, and what its stages share.</summary>
internal sealed class Materialization(StreamRun run)
{
    private List<StreamIsland>? _islands;
    private Dictionary<object, object>? _shared;

    public StreamRun Run => run;

    /// <summary>A new island, which is scheduled by <see cref="Start"/>.</summary>
    public StreamIsland NewIsland(string name)
    {
        var island = new StreamIsland(run, name);
        (_islands ??= []).Add(island);
        return island;
    }

    public TShared Shared<TShared>(object key, StageContext context, Func<StageContext, TShared> create)
        where TShared : class
    {
        _shared ??= [];
        if (!_shared.TryGetValue(key, out var shared))
        {
            shared = create(context);
            _shared.Add(key, shared);
        }

        return (TShared)shared;
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
