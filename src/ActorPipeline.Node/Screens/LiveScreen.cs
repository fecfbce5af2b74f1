using ActorPipeline.Runtime.Hosting;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace ActorPipeline.Node.Screens;

/// <summary>What the live view shows of a status.</summary>
/// <param name="pipeline">The pipeline's name.</param>
/// <param name="expectedRecords">Records that the input is known to have in all; null for unknown.</param>
internal sealed class LiveScreen(string pipeline, long? expectedRecords)
{
    private const int BarWidth = 16;

    public IRenderable Render(PipelineStatus status, RateMeter meter, bool isStopping)
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap().PadRight(3)).AddColumn();
        Row(grid, "read", Read(status, meter));
        if (Input(status, meter) is { } input)
        {
            Row(grid, "input", input);
        }

        Row(grid, "queues", string.Join("  ", status.Queues.Select(Queue)));
        if (status.WatermarkUs is { } watermark)
        {
            var lag = status.WatermarkLagUs is { } us
                ? $"   [dim]{TimeText.Of(TimeSpan.FromMicroseconds(us))} behind the newest record[/]"
                : "";
            Row(grid, "watermark", TimeText.Instant(watermark) + lag);
        }

        Row(grid, "keys", NumberText.Of(status.Keys));
        Row(grid, "results", NumberText.Count(status.Counters.Results, "row"));
        Row(grid, "dead letters", Dead(status.Counters.Dead));
        var commits = NumberText.Count(status.Commits, "commit");
        Row(grid, "journal", $"{NumberText.Bytes(status.Journal.Total)} in {commits}");
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
        $"{NumberText.Count(status.RecordsRead, "record")}   [bold]{NumberText.Rate(meter.RecordsPerSecond)}[/]/s   "
        + $"{NumberText.Bytes(meter.BytesPerSecond)}/s";

    private string? Input(PipelineStatus status, RateMeter meter)
    {
        if (expectedRecords is { } records and > 0)
        {
            var read = status.Counters.In;
            return Share(read, records - read, meter.RecordsPerSecond, NumberText.Count(records, "record"));
        }

        return status.BytesLeft is { } left && left + status.BytesRead > 0
            ? Share(status.BytesRead, left, meter.BytesPerSecond, NumberText.Bytes(status.BytesRead + left))
            : null;
    }

    private static string Share(long done, long left, double perSecond, string all)
    {
        var share = Math.Clamp((double)done / (done + Math.Max(0, left)), 0, 1);
        var full = (int)Math.Round(share * BarWidth);
        var bar = $"[green]{new string('━', full)}[/][dim]{new string('━', BarWidth - full)}[/]";
        var rest = perSecond > 0 && left > 0
            ? $"   [dim]{TimeText.Of(TimeSpan.FromSeconds(left / perSecond))} left[/]"
            : "";
        return $"{bar} {(int)(share * 100)} % of {all}{rest}";
    }

    private static string Queue((string Stop, int Used, int Capacity) queue)
    {
        var color = queue.Used >= queue.Capacity ? "yellow" : "green";
        return $"{Markup.Escape(queue.Stop)} [{color}]{queue.Used}[/][dim]/{queue.Capacity}[/]";
    }

    private static string Dead(long count) => count == 0 ? "0" : $"[yellow]{NumberText.Of(count)}[/]";
}
