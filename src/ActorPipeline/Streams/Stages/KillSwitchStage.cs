namespace ActorPipeline.Streams.Stages;

internal sealed class KillSwitchStage<T>(Stage<T> upstream, KillSwitch killSwitch, StageContext context)
    : FlowStage<T, T>(upstream)
{
    private bool _isRegistered;

    public override PullStatus Pull(out T item)
    {
        if (!_isRegistered)
        {
            _isRegistered = true;
            killSwitch.Register(context.Waker);
        }

        if (killSwitch.IsThrown)
        {
            item = default!;
            killSwitch.ThrowIfAborted();
            return PullStatus.Done;
        }

        return Upstream.Pull(out item);
    }

    public override void Close()
    {
        if (_isRegistered)
        {
            killSwitch.Unregister(context.Waker);
        }

        Upstream.Close();
    }
}
