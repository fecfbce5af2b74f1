using ActorPipeline.Streams.Stages;

namespace ActorPipeline.Streams.Substreams;

/// <summary>The elements of what each element becomes; so many sources at a time.</summary>
internal sealed class FlatMapStage<TIn, TOut>(
    Stage<TIn> upstream, int breadth, Func<TIn, Source<TOut>> selector, StageContext context)
    : FlowStage<TIn, TOut>(upstream)
{
    private readonly SubstreamSet<TOut> _substreams = new(context);
    private readonly UpstreamEnd _end = new();

    public override PullStatus Pull(out TOut item)
    {
        while (true)
        {
            if (_substreams.TryPull(out item))
            {
                return PullStatus.Item;
            }

            if (_substreams.Count == breadth)
            {
                return PullStatus.Pending;
            }

            if (!_end.IsOpen)
            {
                return _substreams.IsEmpty ? _end.Status() : PullStatus.Pending;
            }

            if (_end.Pull(Upstream, context, out var input) == PullStatus.Item)
            {
                Open(input);
            }
            else if (_end.IsOpen)
            {
                return PullStatus.Pending;
            }
        }
    }

    public override void Close()
    {
        try
        {
            _substreams.CloseAll();
        }
        finally
        {
            Upstream.Close();
        }
    }

    private void Open(TIn input)
    {
        Source<TOut> source;
        try
        {
            source = selector(input);
        }
        catch (Exception failure) when (context.Drops(failure))
        {
            return;
        }

        var substream = _substreams.New();
        substream.Stage = context.Materialize(source, substream);
        _substreams.Add(substream);
    }
}
