using ActorPipeline.Streams.Running;

namespace ActorPipeline.Streams.Stages;

/// <summary>
/// Some operations at a time, whose results come in the order of the elements. What the upstream fails with comes
/// after the results of what came before.
/// </summary>
internal sealed class SelectAsyncStage<TIn, TOut>(
    Stage<TIn> upstream, int parallelism, IAsyncCall<TIn, TOut> call, StageContext context)
    : FlowStage<TIn, TOut>(upstream)
{
    private readonly AsyncSlot<TOut>?[] _slots = new AsyncSlot<TOut>?[parallelism];
    private readonly UpstreamEnd _end = new();
    private OperationScope? _scope;
    private int _first;
    private int _count;

    public override PullStatus Pull(out TOut item)
    {
        _scope ??= new OperationScope(context.Run);
        while (true)
        {
            StartMore();
            if (_count == 0)
            {
                item = default!;
                return _end.Status();
            }

            var slot = _slots[_first]!;
            if (!slot.IsCompleted)
            {
                item = default!;
                return PullStatus.Pending;
            }

            _first = _first + 1 == parallelism ? 0 : _first + 1;
            _count--;
            try
            {
                item = slot.Take();
                return PullStatus.Item;
            }
            catch (Exception failure) when (context.Drops(failure))
            {
                // The next result takes its place.
            }
        }
    }

    public override void Close()
    {
        try
        {
            if (_scope is not null)
            {
                foreach (var slot in _slots)
                {
                    slot?.Abandon(_scope);
                }

                _scope.Close();
            }
        }
        finally
        {
            Upstream.Close();
        }
    }

    private void StartMore()
    {
        while (_count < parallelism && _end.IsOpen)
        {
            if (_end.Pull(Upstream, context, out var input) != PullStatus.Item)
            {
                return;
            }

            var index = _first + _count;
            index = index >= parallelism ? index - parallelism : index;
            var slot = _slots[index] ??= new AsyncSlot<TOut>(context.Waker);
            _count++;
            call.Start(slot, input, _scope!.Token);
        }
    }
}
