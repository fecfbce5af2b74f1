using ActorPipeline.Records;
using ActorPipeline.Routing;

namespace ActorPipeline.Sharding;

/// <summary>
/// The partition's watermark at the rows of a batch, computed anew from the rows before: the rows in ascending order
/// cost one pass together.
/// </summary>
internal sealed class WatermarkCursor
{
    private RoutedBatch? _batch;
    private (PartitionId Partition, long From) _place;
    private int _row;
    private long _watermarkUs;

    /// <summary>The watermark by which a row was judged, microseconds.</summary>
    public long At(RoutedBatch batch, int row)
    {
        // A batch comes back from its pool with other records.
        var place = (batch.Records.Partition, batch.Records.From);
        if (_batch != batch || _place != place || row < _row)
        {
            (_batch, _place, _row, _watermarkUs) = (batch, place, 0, batch.WatermarkBeforeUs);
        }

        for (; _row < row; _row++)
        {
            if (batch.Records.Status[_row] != RowStatus.Dead && batch.TimesUs[_row] != Router.NoTimeUs)
            {
                _watermarkUs = Math.Max(_watermarkUs, batch.TimesUs[_row] - batch.OutOfOrderUs);
            }
        }

        // Without event time there are no watermarks, and the times mean nothing.
        return Math.Min(_watermarkUs, batch.WatermarkUs);
    }
}
