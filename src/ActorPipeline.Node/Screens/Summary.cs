using ActorPipeline.Node.Configuration;
using ActorPipeline.Notation;
using ActorPipeline.Plan;
using ActorPipeline.Records;
using ActorPipeline.Runtime.Hosting;
using ActorPipeline.Runtime.Persistence;
using ActorPipeline.TestKit;

namespace ActorPipeline.Node.Screens;

/// <summary>What a run did, that nothing was lost, and where everything is.</summary>
internal sealed class Summary(PipelineFile file, PathText paths)
{
    /// <summary>So many late records are hardly stragglers.</summary>
    private const double ShareToAskAbout = 0.1;

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
        DeadLetters(output, status);
        output.WriteLine($"  journal       {NumberText.Bytes(status.Journal.Total)} written to "
            + $"{JournalPlace()}, {NumberText.Count(status.Commits, "commit")}");
    }

    private string JournalPlace() => file.Journal is JournalSpec.Persistence database
        ? database.Description
        : paths.Of(file.DataDirectory);

    private void DeadLetters(TextWriter output, PipelineStatus status)
    {
        var path = paths.Of(file.Plan.DeadLetterPath);
        output.WriteLine($"  dead letters  {NumberText.Of(status.Counters.Dead)}, in {path}");
        if (status.DeadThisRun.Count == 0)
        {
            return;
        }

        var reasons = status.DeadThisRun.OrderByDescending(r => r.Value)
            .Select(r => $"{NumberText.Of(r.Value)} {DeadLetter.NameOf(r.Key)}");
        output.WriteLine($"                this run: {string.Join(", ", reasons)}");
        var late = status.DeadThisRun.FirstOrDefault(r => r.Key == DeadReason.Late).Value;
        if (late > 0 && late >= status.RecordsRead * ShareToAskAbout && file.Plan.EventTime is { } time)
        {
            output.WriteLine($"                {NumberText.Of(late)} of {NumberText.Of(status.RecordsRead)} late: "
                + $"is the input in order of time? event-time.out-of-order = {DurationText.Of(time.OutOfOrderUs)}, "
                + $"allowed-lateness = {DurationText.Of(time.AllowedLatenessUs)}");
        }
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
            : $", {NumberText.Rate(status.RecordsRead / elapsed.TotalSeconds)}/s";
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
