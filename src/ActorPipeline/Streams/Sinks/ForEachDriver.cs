namespace ActorPipeline.Streams.Sinks;

internal sealed class ForEachDriver<T>(Stage<T> upstream, Action<T> action, StageContext context)
    : ResultDriver<T, long>(upstream)
{
    private long _count;

    public override PullStatus Run()
    {
        var count = 0L;
        try
        {
            while (true)
            {
                var status = Upstream.Pull(out var item);
                if (status != PullStatus.Item)
                {
                    return status;
                }

                count++;
                Act(item);
            }
        }
        finally
        {
            _count += count;
        }
    }

    protected override long GetResult() => _count;

    private void Act(T item)
    {
        try
        {
            action(item);
        }
        catch (Exception failure) when (context.Drops(failure))
        {
            // The next element is due.
        }
    }
}
