using System.Threading.Tasks.Sources;
using ActorPipeline.Streams.Running;

namespace ActorPipeline.Streams.Stages;

/// <summary>A function that computes, on a thread of the scheduler's. What it runs in is used again.</summary>
internal sealed class ParallelCall<TIn, TOut>(Func<TIn, TOut> selector, IStreamScheduler scheduler)
    : IAsyncCall<TIn, TOut>
{
    private readonly Lock _lock = new();
    private readonly Stack<Work> _free = new();

    public void Start(AsyncSlot<TOut> slot, TIn input, CancellationToken token)
    {
        Work? work;
        lock (_lock)
        {
            _free.TryPop(out work);
        }

        work ??= new Work(this);
        slot.Start(work.Begin(input));
        scheduler.Schedule(work);
    }

    private TOut Compute(TIn input) => selector(input);

    private void Return(Work work)
    {
        lock (_lock)
        {
            _free.Push(work);
        }
    }

    private sealed class Work(ParallelCall<TIn, TOut> call) : IThreadPoolWorkItem, IValueTaskSource<TOut>
    {
        private ManualResetValueTaskSourceCore<TOut> _core;
        private TIn _input = default!;

        public ValueTask<TOut> Begin(TIn input)
        {
            _input = input;
            return new ValueTask<TOut>(this, _core.Version);
        }

        public void Execute()
        {
            try
            {
                _core.SetResult(call.Compute(_input));
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                _core.SetException(failure);
            }
        }

        public ValueTaskSourceStatus GetStatus(short token) => _core.GetStatus(token);

        public void OnCompleted(
            Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
            _core.OnCompleted(continuation, state, token, flags);

        public TOut GetResult(short token)
        {
            try
            {
                return _core.GetResult(token);
            }
            finally
            {
                _core.Reset();
                _input = default!;
                call.Return(this);
            }
        }
    }
}
