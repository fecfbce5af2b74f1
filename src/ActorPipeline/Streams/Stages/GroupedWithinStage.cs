using ActorPipeline.Streams.Running;

namespace ActorPipeline.Streams.Stages;

/// <summary>Arrays of so many elements, or of what came within a time of the first of them.</summary>
internal sealed class GroupedWithinStage<T>(Stage<T> upstream, int size, TimeSpan span, StageContext context)
    : FlowStage<T, T[]>(upstream)
{
    private readonly StageTimer _timer = new(context);
    private readonly UpstreamEnd _end = new();
    private readonly T[] _group = new T[size];
    private int _count;
    private long _due;

    public override PullStatus Pull(out T[] item)
    {
        while (_end.IsOpen)
        {
            if (_count == size || (_count > 0 && _timer.HasRung && _timer.Now >= _due))
            {
                return Give(out item);
            }

            var status = _end.Pull(Upstream, context, out var input);
            if (status == PullStatus.Item)
            {
                _group[_count++] = input;
                if (_count == 1 && size > 1)
                {
                    _due = _timer.WakeIn(span);
                }
            }
            else if (status == PullStatus.Pending)
            {
                item = null!;
                if (_count > 0)
                {
                    _timer.WakeAt(_due);
                }

                return status;
            }
        }

        if (_count > 0)
        {
            return Give(out item);
        }

        item = null!;
        return _end.Status();
    }

    public override void Close()
    {
        _timer.Close();
        Upstream.Close();
    }

    private PullStatus Give(out T[] item)
    {
        item = _group[.._count];
        Array.Clear(_group, 0, _count);
        _count = 0;
        return PullStatus.Item;
    }
}
