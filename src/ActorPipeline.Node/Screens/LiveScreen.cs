using ActorPipeline.Hosting;
using ActorPipeline.Node.Running;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace ActorPipeline.Node.Screens;

/// <summary>What the live view shows of a status.</summary>
internal sealed class LiveScreen(string pipeline)
{
    private const int BarWidth = 24;

    public IRenderable Render(PipelineStatus status, RateMeter meter, bool isStopping)
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap().PadRight(3)).AddColumn();
        Row(grid, "read", Read(status, meter));
        if (status.BytesLeft is { } left && left + status.BytesRead > 0)
        {
            Row(grid, "input", Input(status.BytesRead, left, meter));
        }

        Row(grid, "queues", string.Join("   ", status.Queues.Select(Queue)));
        if (status.WatermarkUs is { } watermark)
        {
            var lag = status.WatermarkLagUs is { } us
                ? $"   [dim]{TimeText.Of(TimeSpan.FromMicroseconds(us))} behind the newest record[/]"
                : "";
            Row(grid, "watermark", TimeText.Instant(watermark) + lag);
        }

        Row(grid, "keys", NumberText.Of(status.Keys));
        Row(grid, "results", $"{NumberText.Of(status.Counters.Results)} windows closed");
        Row(grid, "dead letters", Dead(status.Counters.Dead));
        Row(grid, "journal", $"{NumberText.Bytes(status.Journal.Total)} in {NumberText.Of(status.Commits)} commits");
        if (status.WaitingFor is { } wait)
        {
            Row(grid, "waiting for", $"[yellow]{Markup.Escape(wait)}[/]");
        }

        var hint = isStopping
            ? "[yellow]stopping in order; Ctrl-C again stops at once[/]"
            : "[dim]Ctrl-C stops in order; run again to go on[/]";
        return new Rows(
            new Markup($"[bold]{Markup.Escape(pipeline)}[/]  {status.Phase}  {TimeText.Of(meter.Elapsed)}"),
            new Padder(grid, new Padding(2, 1, 0, 1)),
            new Markup(hint));
    }

    private static void Row(Grid grid, string label, string markup) =>
        grid.AddRow(new Markup($"[dim]{label}[/]"), new Markup(markup));

    private static string Read(PipelineStatus status, RateMeter meter) =>
        $"{NumberText.Of(status.RecordsRead)} records   [bold]{NumberText.Of((long)meter.RecordsPerSecond)}[/]/s   "
        + $"{NumberText.Bytes(meter.BytesPerSecond)}/s";

    private static string Input(long read, long left, RateMeter meter)
    {
        var share = (double)read / (read + left);
        var rest = meter.BytesPerSecond > 0
            ? $"   [dim]{TimeText.Of(TimeSpan.FromSeconds(left / meter.BytesPerSecond))} left[/]"
            : "";
        return $"{Bar(share, BarWidth, "green")} {(int)(share * 100)} % of {NumberText.Bytes(read + left)}{rest}";
    }

    private static string Queue((string Stop, int Used, int Capacity) queue)
    {
        var color = queue.Used >= queue.Capacity ? "yellow" : "green";
        return $"{Markup.Escape(queue.Stop)} [{color}]{queue.Used}[/][dim]/{queue.Capacity}[/]";
    }

    private static string Dead(long count) => count == 0 ? "0" : $"[yellow]{NumberText.Of(count)}[/]";

    private static string Bar(double share, int width, string color)
    {
        var full = (int)Math.Round(Math.Clamp(share, 0, 1) * width);
        return $"[{color}]{new string('━', full)}[/][dim]{new string('━', width - full)}[/]";
    }
}
