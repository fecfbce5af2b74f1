namespace ActorPipeline.Streams.Stages;

/// <summary>Another source in place of one that has failed, so many times.</summary>
internal sealed class RecoverWithStage<T>(
    Stage<T> upstream, int attempts, Func<Exception, Source<T>> recover, StageContext context) : Stage<T>
{
    private Stage<T>? _current = upstream;
    private int _attemptsLeft = attempts;

    public override PullStatus Pull(out T item)
    {
        while (true)
        {
            try
            {
                return _current!.Pull(out item);
            }
            catch (Exception failure) when (_attemptsLeft > 0 && context.CanHandle(failure))
            {
                _attemptsLeft--;
                var failed = _current;
                _current = null;
                failed!.Close();
                _current = context.Materialize(recover(failure));
            }
        }
    }

    public override void Close() => _current?.Close();
}
