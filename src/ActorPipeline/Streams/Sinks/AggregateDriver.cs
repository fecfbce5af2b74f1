namespace ActorPipeline.Streams.Sinks;

internal sealed class AggregateDriver<T, TState>(
    Stage<T> upstream, TState seed, Func<TState, T, TState> step, StageContext context)
    : ResultDriver<T, TState>(upstream)
{
    private readonly TState _seed = seed;
    private TState _state = seed;

    public override PullStatus Run()
    {
        while (true)
        {
            var status = Upstream.Pull(out var item);
            if (status != PullStatus.Item)
            {
                return status;
            }

            var decision = SupervisionDecision.Stop;
            try
            {
                _state = step(_state, item);
            }
            catch (Exception failure) when ((decision = context.Decide(failure)) != SupervisionDecision.Stop)
            {
                _state = decision == SupervisionDecision.Restart ? _seed : _state;
            }
        }
    }

    protected override TState GetResult() => _state;
}
