namespace ActorPipeline.Sources.Generator;

/// <summary>
/// Draws ranks from 0, where rank r has a weight of (r + 1)^-skew. Walker's alias method, set up as by Vose (1991): one
/// multiplication, one look-up and one comparison a draw, for any skew; 8 bytes a rank. Skew 0 needs no table.
/// </summary>
internal sealed class ZipfTable
{
    private readonly uint[] _keep = [];
    private readonly int[] _alias = [];
    private readonly int _count;

    /// <summary>Sets up the table.</summary>
    public ZipfTable(int count, double skew)
    {
        _count = count;
        if (skew == 0)
        {
            return;
        }

        var share = new double[count];
        var sum = 0.0;
        for (var i = 0; i < count; i++)
        {
            sum += share[i] = Math.Pow(i + 1, -skew);
        }

        for (var i = 0; i < count; i++)
        {
            share[i] *= count / sum;
        }

        _keep = new uint[count];
        _alias = new int[count];
        Pair(share);
    }

    /// <summary>Draws a rank.</summary>
    public int Draw(ref RecordRandom random)
    {
        var bits = random.Next();
        var rank = (int)(((bits >> 32) * (uint)_count) >> 32);
        return _keep.Length == 0 || (uint)bits <= _keep[rank] ? rank : _alias[rank];
    }

    // Each slot with less than its share of 1 is filled up by one that has more. Both kinds wait in one array, from
    // its two ends.
    private void Pair(double[] share)
    {
        var waiting = new int[share.Length];
        var (small, large) = (0, share.Length);
        for (var i = 0; i < share.Length; i++)
        {
            waiting[share[i] < 1 ? small++ : --large] = i;
        }

        while (small > 0 && large < share.Length)
        {
            var (less, more) = (waiting[--small], waiting[large]);
            _keep[less] = (uint)(share[less] * uint.MaxValue);
            _alias[less] = more;
            share[more] -= 1 - share[less];
            if (share[more] < 1)
            {
                large++;
                waiting[small++] = more;
            }
        }

        // What is left is 1 but for rounding.
        FillUp(waiting.AsSpan(0, small));
        FillUp(waiting.AsSpan(large));
    }

    private void FillUp(ReadOnlySpan<int> slots)
    {
        foreach (var slot in slots)
        {
            _keep[slot] = uint.MaxValue;
            _alias[slot] = slot;
        }
    }
}
