using ActorPipeline.Routing;
using ActorPipeline.Sharding;

namespace ActorPipeline.Runtime.Ingest;

/// <summary>Links to shards whose actors come into being later: what is said before, they hear first.</summary>
internal sealed class LateLinks : IShardLog
{
    private readonly List<Punctuation> _early = [];
    private IShardLog? _links;

    public void Append(RoutedBatch batch) => _links!.Append(batch);

    public void Append(Punctuation news)
    {
        if (_links is null)
        {
            _early.Add(news);
        }
        else
        {
            _links.Append(news);
        }
    }

    public void Connect(IShardLog links)
    {
        _links = links;
        foreach (var news in _early)
        {
            links.Append(news);
        }

        _early.Clear();
    }
}
