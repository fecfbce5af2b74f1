namespace ActorPipeline.Streams.Sinks;

internal sealed class IgnoreDriver<T>(Stage<T> upstream) : ResultDriver<T, long>(upstream)
{
    private long _count;

    public override PullStatus Run()
    {
        PullStatus status;
        while ((status = Upstream.Pull(out _)) == PullStatus.Item)
        {
            _count++;
        }

        return status;
    }

    protected override long GetResult() => _count;
}
