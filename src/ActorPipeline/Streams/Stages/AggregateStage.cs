namespace ActorPipeline.Streams.Stages;

/// <summary>Gives one element, when the upstream has ended.</summary>
internal sealed class AggregateStage<TIn, TState>(
    Stage<TIn> upstream, TState seed, Func<TState, TIn, TState> step, StageContext context)
    : FlowStage<TIn, TState>(upstream)
{
    private readonly TState _seed = seed;
    private TState _state = seed;
    private bool _isOver;

    public override PullStatus Pull(out TState item)
    {
        item = _state;
        if (_isOver)
        {
            return PullStatus.Done;
        }

        PullStatus status;
        while ((status = Upstream.Pull(out var input)) == PullStatus.Item)
        {
            var decision = SupervisionDecision.Stop;
            try
            {
                _state = step(_state, input);
            }
            catch (Exception failure) when ((decision = context.Decide(failure)) != SupervisionDecision.Stop)
            {
                if (decision == SupervisionDecision.Restart)
                {
                    _state = _seed;
                }
            }
        }

        if (status == PullStatus.Pending)
        {
            return PullStatus.Pending;
        }

        (item, _isOver) = (_state, true);
        return PullStatus.Item;
    }
}
