namespace ActorPipeline.Streams.Stages;

internal sealed class MonitorStage<T>(Stage<T> upstream, StreamMonitor monitor, StageContext context)
    : FlowStage<T, T>(upstream)
{
    private bool _isStarted;
    private bool _isOver;

    public override PullStatus Pull(out T item)
    {
        if (!_isStarted)
        {
            _isStarted = true;
            monitor.OnStarted();
        }

        try
        {
            var status = Upstream.Pull(out item);
            if (status == PullStatus.Item)
            {
                monitor.OnElement();
            }
            else if (status == PullStatus.Done)
            {
                _isOver = true;
                monitor.OnEnded(StreamState.Completed, null);
            }

            return status;
        }
        catch (Exception failure) when (context.CanHandle(failure))
        {
            _isOver = true;
            monitor.OnEnded(StreamState.Failed, failure);
            throw;
        }
    }

    public override void Close()
    {
        if (_isStarted && !_isOver)
        {
            monitor.OnEnded(StreamState.Cancelled, null);
        }

        Upstream.Close();
    }
}
