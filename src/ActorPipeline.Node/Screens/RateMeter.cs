using ActorPipeline.Runtime.Hosting;

namespace ActorPipeline.Node.Screens;

/// <summary>Rates over the last few seconds, from statuses taken now and then.</summary>
internal sealed class RateMeter(TimeProvider time)
{
    private static readonly TimeSpan Span = TimeSpan.FromSeconds(3);
    private readonly Queue<(long At, long Records, long Bytes)> _samples = new();
    private readonly long _start = time.GetTimestamp();

    /// <summary>Time since the start.</summary>
    public TimeSpan Elapsed => time.GetElapsedTime(_start);

    public double RecordsPerSecond { get; private set; }

    public double BytesPerSecond { get; private set; }

    public void Take(PipelineStatus status)
    {
        var now = time.GetTimestamp();
        _samples.Enqueue((now, status.RecordsRead, status.BytesRead));
        while (_samples.Count > 2 && time.GetElapsedTime(_samples.Peek().At, now) > Span)
        {
            _samples.Dequeue();
        }

        var first = _samples.Peek();
        var seconds = time.GetElapsedTime(first.At, now).TotalSeconds;
        if (seconds > 0)
        {
            RecordsPerSecond = (status.RecordsRead - first.Records) / seconds;
            BytesPerSecond = (status.BytesRead - first.Bytes) / seconds;
        }
    }
}
