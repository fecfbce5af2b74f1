using ActorPipeline.Hosting;
using ActorPipeline.Node.Configuration;
using ActorPipeline.Plan;
using ActorPipeline.Runtime.Hosting;

namespace ActorPipeline.Node.Screens;

/// <summary>What a run did, that nothing was lost, and where everything is.</summary>
internal sealed class Summary(PipelineFile file, PathText paths)
{
    public void Write(TextWriter output, RunOutcome outcome, PipelineStatus status, TimeSpan elapsed)
    {
        var counters = status.Counters;
        var how = outcome == RunOutcome.Completed
            ? "done: the input came to its end"
            : "stopped in order: run again to go on from here";
        output.WriteLine($"{file.Plan.Name} {how}");
        output.WriteLine($"  this run      {ThisRun(status, elapsed)}");
        output.WriteLine($"  in all        in {NumberText.Of(counters.In)} = applied {NumberText.Of(counters.Applied)}"
            + $" + filtered {NumberText.Of(counters.Filtered)} + dead {NumberText.Of(counters.Dead)}");
        output.WriteLine($"  results       {NumberText.Count(counters.Results, "row")}, in {Sink(file.Plan.Sink)}");
        output.WriteLine($"  dead letters  {NumberText.Of(counters.Dead)}, in {paths.Of(file.Plan.DeadLetterPath)}");
        output.WriteLine($"  journal       {NumberText.Bytes(status.Journal.Total)} written to "
            + $"{paths.Of(file.DataDirectory)}, {NumberText.Count(status.Commits, "commit")}");
    }

    private static string ThisRun(PipelineStatus status, TimeSpan elapsed)
    {
        if (status.RecordsRead == 0)
        {
            return "nothing new in the input";
        }

        // Over so short a time a rate says nothing.
        var rate = elapsed.TotalSeconds < 0.1
            ? ""
            : $", {NumberText.Of((long)(status.RecordsRead / elapsed.TotalSeconds))}/s";
        return $"{NumberText.Count(status.RecordsRead, "record")}, {NumberText.Bytes(status.BytesRead)} "
            + $"in {TimeText.Of(elapsed)}{rate}";
    }

    private string Sink(SinkSpec sink) => sink switch
    {
        SinkSpec.File target => paths.Of(target.Path),
        SinkSpec.Sqlite target => $"table {target.Table} of {paths.Of(target.Database)}",
        _ => "this terminal",
    };
}
