namespace ActorPipeline.Streams.Junctions;

/// <summary>Whatever input has an element, by turns.</summary>
internal sealed class MergeStage<T>(Stage<T>[] inputs) : Stage<T>
{
    private readonly bool[] _isDone = new bool[inputs.Length];
    private int _open = inputs.Length;
    private int _next;

    public override PullStatus Pull(out T item)
    {
        for (var tries = 0; tries < inputs.Length; tries++)
        {
            var input = _next;
            _next = input + 1 == inputs.Length ? 0 : input + 1;
            if (_isDone[input])
            {
                continue;
            }

            var status = inputs[input].Pull(out item);
            if (status == PullStatus.Item)
            {
                return status;
            }

            if (status == PullStatus.Done)
            {
                _isDone[input] = true;
                _open--;
            }
        }

        item = default!;
        return _open == 0 ? PullStatus.Done : PullStatus.Pending;
    }

    public override void Close() => Inputs.CloseAll(inputs);
}
