using System.Text;
using ActorPipeline.Runtime.Hosting;

namespace ActorPipeline.Node.Screens;

/// <summary>A line every few seconds, for logs and pipes.</summary>
internal sealed class PlainProgress(Terminal terminal)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    public void Run(Func<PipelineStatus> status, RateMeter meter, ManualResetEventSlim ended)
    {
        meter.Take(status());
        while (!ended.Wait(Interval))
        {
            var now = status();
            meter.Take(now);
            terminal.Error.WriteLine(Line(now, meter));
        }
    }

    /// <summary>The line.</summary>
    public static string Line(PipelineStatus status, RateMeter meter)
    {
        var text = new StringBuilder();
        text.Append(TimeText.Of(meter.Elapsed)).Append("  ").Append(status.Phase)
            .Append("  ").Append(NumberText.Count(status.RecordsRead, "record"))
            .Append("  ").Append(NumberText.Rate(meter.RecordsPerSecond)).Append("/s")
            .Append("  ").Append(NumberText.Bytes(meter.BytesPerSecond)).Append("/s")
            .Append("  keys ").Append(NumberText.Of(status.Keys))
            .Append("  results ").Append(NumberText.Of(status.Counters.Results))
            .Append("  dead ").Append(NumberText.Of(status.Counters.Dead));
        if (status.WatermarkUs is { } watermark)
        {
            text.Append("  watermark ").Append(TimeText.Instant(watermark));
        }

        if (status.WatermarkLagUs is { } lag)
        {
            text.Append("  lag ").Append(TimeText.Of(TimeSpan.FromMicroseconds(lag)));
        }

        foreach (var (stop, used, capacity) in status.Queues)
        {
            text.Append("  ").Append(stop).Append(' ').Append(used).Append('/').Append(capacity);
        }

        return status.WaitingFor is { } wait ? text.Append("  waiting: ").Append(wait).ToString() : text.ToString();
    }
}
