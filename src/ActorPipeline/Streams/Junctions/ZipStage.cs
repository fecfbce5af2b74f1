namespace ActorPipeline.Streams.Junctions;

/// <summary>Pairs: the first of one with the first of the other. Ends when either does.</summary>
internal sealed class ZipStage<TLeft, TRight, TOut>(
    Stage<TLeft> left, Stage<TRight> right, Func<TLeft, TRight, TOut> selector, StageContext context) : Stage<TOut>
{
    private TLeft _left = default!;
    private bool _hasLeft;

    public override PullStatus Pull(out TOut item)
    {
        while (true)
        {
            item = default!;
            if (!_hasLeft)
            {
                var status = left.Pull(out _left);
                if (status != PullStatus.Item)
                {
                    return status;
                }

                _hasLeft = true;
            }

            var rightStatus = right.Pull(out var other);
            if (rightStatus != PullStatus.Item)
            {
                return rightStatus;
            }

            var mine = _left;
            (_left, _hasLeft) = (default!, false);
            try
            {
                item = selector(mine, other);
                return PullStatus.Item;
            }
            catch (Exception failure) when (context.Drops(failure))
            {
                // The next pair takes its place.
            }
        }
    }

    public override void Close()
    {
        try
        {
            left.Close();
        }
        finally
        {
            right.Close();
        }
    }
}
