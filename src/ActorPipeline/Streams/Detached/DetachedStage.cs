using ActorPipeline.Streams.Running;
using ActorPipeline.Streams.Stages;

namespace ActorPipeline.Streams.Detached;

/// <summary>
/// A stage that gives what its own driver has pulled ahead of the demand, in the same island. So what follows may wait
/// while what comes before goes on.
/// </summary>
internal sealed class DetachedStage<TIn, TOut> : Stage<TOut>
{
    private readonly Stage<TIn> _upstream;
    private readonly DetachedStore<TIn, TOut> _store;
    private readonly StageContext _context;
    private readonly UpstreamEnd _end = new();
    private bool _isReaderWaiting;
    private bool _isWriterWaiting;
    private bool _isClosed;

    public DetachedStage(Stage<TIn> upstream, DetachedStore<TIn, TOut> store, StageContext context)
    {
        (_upstream, _store, _context) = (upstream, store, context);
        context.Island.Add(new PullAhead(this));
    }

    public override PullStatus Pull(out TOut item)
    {
        if (_store.TryTake(out item))
        {
            if (_isWriterWaiting)
            {
                _isWriterWaiting = false;
                _context.Island.Again();
            }

            return PullStatus.Item;
        }

        _isReaderWaiting = true;
        return _end.Status();
    }

    public override void Close()
    {
        _isClosed = true;
        _context.Island.Again();
    }

    private void WakeReader()
    {
        if (_isReaderWaiting)
        {
            _isReaderWaiting = false;
            _context.Waker.Again();
        }
    }

    private sealed class PullAhead(DetachedStage<TIn, TOut> stage) : Driver
    {
        private readonly Action<TIn> _add = stage._store.Add;
        private bool _wasFull;

        /// <summary>
        /// Nothing overflows before whoever reads has had a turn and left it as it was: so elements are dropped when
        /// it cannot take them, not when it has not been asked.
        /// </summary>
        public override PullStatus Run()
        {
            var store = stage._store;
            var mayOverflow = _wasFull && !store.HasRoom;
            while (!stage._isClosed)
            {
                if (!store.HasRoom && !(mayOverflow && store.CanOverflow))
                {
                    _wasFull = true;
                    stage._isWriterWaiting = true;
                    if (!mayOverflow && store.CanOverflow)
                    {
                        stage._context.Island.Again();
                    }

                    return PullStatus.Pending;
                }

                var status = stage._end.Pull(stage._upstream, stage._context, out var item);
                if (status == PullStatus.Item)
                {
                    stage._end.Guard(_add, item, stage._context);
                }

                if (status != PullStatus.Pending)
                {
                    stage.WakeReader();
                }

                if (status == PullStatus.Pending || !stage._end.IsOpen)
                {
                    _wasFull = !store.HasRoom;
                    return stage._end.IsOpen ? PullStatus.Pending : PullStatus.Done;
                }
            }

            return PullStatus.Done;
        }

        public override void Close(Exception? cause) => stage._upstream.Close();
    }
}
