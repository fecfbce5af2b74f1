using ActorPipeline.Streams.Running;

namespace ActorPipeline.Streams.Sources;

internal sealed class AsyncEnumerableSource<T>(IAsyncEnumerable<T> items, StageContext context) : Stage<T>
{
    private readonly AsyncSlot<bool> _move = new(context.Waker);
    private CancellationTokenSource? _cancellation;
    private IAsyncEnumerator<T>? _enumerator;

    public override PullStatus Pull(out T item)
    {
        if (!context.TryTake())
        {
            return context.Refuse(out item);
        }

        item = default!;
        if (_enumerator is null)
        {
            _cancellation = CancellationTokenSource.CreateLinkedTokenSource(context.Token);
            _enumerator = items.GetAsyncEnumerator(_cancellation.Token);
        }

        if (_move.IsFree)
        {
            _move.Start(_enumerator.MoveNextAsync());
        }

        if (!_move.IsCompleted)
        {
            return PullStatus.Pending;
        }

        if (!_move.Take())
        {
            return PullStatus.Done;
        }

        item = _enumerator.Current;
        return PullStatus.Item;
    }

    public override void Close()
    {
        if (_cancellation is null)
        {
            return;
        }

        // An enumerator must not be disposed of while it moves.
        var ended = _move.WhenEnded();
        try
        {
            if (!ended.IsCompleted)
            {
                _cancellation.Cancel();
            }
        }
        finally
        {
            context.Run.Await(DisposeAsync(ended));
        }
    }

    private async Task DisposeAsync(Task ended)
    {
        using (_cancellation)
        {
            await ended.ConfigureAwait(false);
            if (_enumerator is not null)
            {
                await _enumerator.DisposeAsync().ConfigureAwait(false);
            }
        }
    }
}
