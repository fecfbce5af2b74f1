using ActorPipeline.Streams.Running;

namespace ActorPipeline.Streams.Stages;

/// <summary>Some operations at a time, whose results come as they are ready.</summary>
internal sealed class SelectAsyncUnorderedStage<TIn, TOut>(
    Stage<TIn> upstream, int parallelism, IAsyncCall<TIn, TOut> call, StageContext context)
    : FlowStage<TIn, TOut>(upstream)
{
    private readonly List<Slot> _slots = [];
    private readonly UpstreamEnd _end = new();
    private OperationScope? _scope;
    private Slot? _free;
    private Slot? _ready;
    private Slot? _completed;
    private int _underWay;

    private Waker Waker => context.Waker;

    public override PullStatus Pull(out TOut item)
    {
        _scope ??= new OperationScope(context.Run);
        while (true)
        {
            StartMore();
            if (TakeReady() is not { } slot)
            {
                item = default!;
                return _underWay > 0 ? PullStatus.Pending : _end.Status();
            }

            slot.Next = _free;
            _free = slot;
            _underWay--;
            try
            {
                item = slot.Take();
                return PullStatus.Item;
            }
            catch (Exception failure) when (context.Drops(failure))
            {
                // Another result takes its place.
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
                    slot.Abandon(_scope);
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
        while (_underWay < parallelism && _end.IsOpen)
        {
            if (_end.Pull(Upstream, context, out var input) != PullStatus.Item)
            {
                return;
            }

            var slot = _free;
            if (slot is null)
            {
                _slots.Add(slot = new Slot(this));
            }
            else
            {
                _free = slot.Next;
            }

            _underWay++;
            call.Start(slot, input, _scope!.Token);
            if (slot.IsCompletedAtOnce)
            {
                OnCompleted(slot);
            }
        }
    }

    /// <summary>The operation that was ready first.</summary>
    private Slot? TakeReady()
    {
        if (_ready is null)
        {
            // The list of completed ones is last in, first out; turned round it is in order.
            var slot = Interlocked.Exchange(ref _completed, null);
            while (slot is not null)
            {
                var next = slot.Next;
                slot.Next = _ready;
                _ready = slot;
                slot = next;
            }
        }

        var first = _ready;
        _ready = first?.Next;
        return first;
    }

    /// <summary>From any thread.</summary>
    private void OnCompleted(Slot slot)
    {
        Slot? head;
        do
        {
            head = Volatile.Read(ref _completed);
            slot.Next = head;
        }
        while (Interlocked.CompareExchange(ref _completed, slot, head) != head);
    }

    private sealed class Slot(SelectAsyncUnorderedStage<TIn, TOut> stage) : AsyncSlot<TOut>(stage.Waker)
    {
        /// <summary>The next in the one list that this slot is in.</summary>
        public Slot? Next { get; set; }

        protected override void Signal()
        {
            stage.OnCompleted(this);
            base.Signal();
        }
    }
}
