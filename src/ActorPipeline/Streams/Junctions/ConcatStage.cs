namespace ActorPipeline.Streams.Junctions;

/// <summary>One input after the other.</summary>
internal sealed class ConcatStage<T>(Stage<T>[] inputs) : Stage<T>
{
    private int _current;

    public override PullStatus Pull(out T item)
    {
        while (_current < inputs.Length)
        {
            var status = inputs[_current].Pull(out item);
            if (status != PullStatus.Done)
            {
                return status;
            }

            inputs[_current++].Close();
        }

        item = default!;
        return PullStatus.Done;
    }

    public override void Close() => Inputs.CloseAll(inputs, _current);
}
