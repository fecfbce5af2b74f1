namespace ActorPipeline.Streams.Stages;

internal sealed class ScanStage<TIn, TState>(
    Stage<TIn> upstream, TState seed, Func<TState, TIn, TState> step, StageContext context)
    : FlowStage<TIn, TState>(upstream)
{
    private readonly TState _seed = seed;
    private TState _state = seed;

    public override PullStatus Pull(out TState item)
    {
        while (true)
        {
            var status = Upstream.Pull(out var input);
            if (status != PullStatus.Item)
            {
                item = default!;
                return status;
            }

            var decision = SupervisionDecision.Stop;
            try
            {
                item = _state = step(_state, input);
                return PullStatus.Item;
            }
            catch (Exception failure) when ((decision = context.Decide(failure)) != SupervisionDecision.Stop)
            {
                if (decision == SupervisionDecision.Restart)
                {
                    _state = _seed;
                }
            }
        }
    }
}
