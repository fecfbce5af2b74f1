using ActorPipeline.Streams.Stages;

namespace ActorPipeline.Streams.Substreams;

/// <summary>A flow for each key, and the elements of all of them as they come.</summary>
internal sealed class GroupByStage<TIn, TKey, TOut>(
    Stage<TIn> upstream,
    int mostSubstreams,
    Func<TIn, TKey> keyOf,
    Func<TKey, Flow<TIn, TOut>> flowOf,
    StageContext context) : FlowStage<TIn, TOut>(upstream)
    where TKey : notnull
{
    private readonly SubstreamSet<TOut> _substreams = new(context);
    private readonly Dictionary<TKey, Group> _groups = [];
    private readonly UpstreamEnd _end = new();
    private Group? _heldFor;
    private TIn _held = default!;

    public override PullStatus Pull(out TOut item)
    {
        while (true)
        {
            if (_substreams.TryPull(out item))
            {
                return PullStatus.Item;
            }

            if (_heldFor is not null)
            {
                if (!TryGive(_heldFor, _held))
                {
                    return PullStatus.Pending;
                }

                (_heldFor, _held) = (null, default!);
                continue;
            }

            if (!_end.IsOpen)
            {
                return _substreams.IsEmpty ? _end.Status() : PullStatus.Pending;
            }

            if (_end.Pull(Upstream, context, out var input) == PullStatus.Item)
            {
                Route(input);
            }
            else if (_end.IsOpen)
            {
                return PullStatus.Pending;
            }
            else
            {
                _substreams.MarkAllReady();
                context.Island.Again();
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

    private void Route(TIn input)
    {
        TKey key;
        try
        {
            key = keyOf(input);
        }
        catch (Exception failure) when (context.Drops(failure))
        {
            return;
        }

        if (!_groups.TryGetValue(key, out var group))
        {
            if (_groups.Count == mostSubstreams)
            {
                throw new TooManySubstreamsException(mostSubstreams);
            }

            _groups.Add(key, group = Open(key));
        }

        if (!TryGive(group, input))
        {
            (_heldFor, _held) = (group, input);
        }
    }

    private Group Open(TKey key)
    {
        var substream = _substreams.New();
        var input = new SubstreamInput<TIn>(_end, context);
        var source = new Source<TIn>("substream", here => Running.Boundary.Join(input, context, here));
        substream.Stage = context.Materialize(flowOf(key).Apply(source), substream);
        _substreams.Add(substream);
        return new Group(substream, input);
    }

    /// <summary>Whether the element is the substream's business now, or nobody's because that has ended.</summary>
    private bool TryGive(Group group, TIn item)
    {
        if (group.Substream.IsOver || group.Input.IsClosed)
        {
            return true;
        }

        if (!group.Input.TryGive(item))
        {
            return false;
        }

        _substreams.MarkReady(group.Substream);
        return true;
    }

    private sealed record Group(Substream<TOut> Substream, SubstreamInput<TIn> Input);
}
