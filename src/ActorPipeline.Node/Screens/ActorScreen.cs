using System.Globalization;
using ActorPipeline.Actors;
using ActorPipeline.Inspection;
using ActorPipeline.Plan;
using ActorPipeline.Sinks;

namespace ActorPipeline.Node.Screens;

/// <summary>What the journal knows of an actor.</summary>
internal sealed class ActorScreen(PipelinePlan plan, TextWriter output)
{
    private const int MaxWindows = 1000;

    public void Write(string name, ActorView actor)
    {
        var snapshot = actor.SnapshotSequence == 0 ? "none yet" : $"of commit {actor.SnapshotSequence}";
        output.WriteLine($"{name}: actor {actor.Ordinal} of shard {actor.Shard}");
        output.WriteLine($"  commit     {NumberText.Of(actor.Sequence)}");
        output.WriteLine($"  snapshot   {snapshot}");
        output.WriteLine($"  watermark  {(actor.WatermarkUs is { } time ? TimeText.Instant(time) : "none yet")}");
        if (actor.State is { } state)
        {
            State(state);
        }
        else
        {
            output.WriteLine();
            Windows(actor);
        }

        output.WriteLine();
        Events(actor);
    }

    private void State(ActorState state)
    {
        output.WriteLine($"  version    {NumberText.Of(state.Version)}");
        output.WriteLine($"  state      {Plain(state.Content)}");
        foreach (var (name, dueUs) in state.Timers)
        {
            output.WriteLine($"  timer      {TimeText.Precise(dueUs)}  {Plain(name)}");
        }

        if (state.Stashed > 0)
        {
            output.WriteLine($"  put aside  {NumberText.Count(state.Stashed, "message")}");
        }

        if (state.StoppedBecause is { } reason)
        {
            output.WriteLine($"  stopped    {Plain(reason)}");
        }
    }

    private void Windows(ActorView actor)
    {
        if (actor.OpenWindows.RowCount == 0)
        {
            output.WriteLine("No open window.");
            return;
        }

        output.WriteLine($"{NumberText.Count(actor.OpenWindows.RowCount, "open window")}, so far:");
        using var table = new ConsoleSink(output, plan.ResultColumns, MaxWindows);
        table.Write(actor.Shard, actor.Sequence, actor.OpenWindows);
        table.Flush();
    }

    private void Events(ActorView actor)
    {
        if (actor.Events.Count == 0)
        {
            output.WriteLine("No event after the snapshot.");
            return;
        }

        output.WriteLine(actor.Events.Count == 1
            ? "The newest event after the snapshot:"
            : $"The newest {NumberText.Of(actor.Events.Count)} events after the snapshot:");
        foreach (var happened in actor.Events)
        {
            if (happened.Partition < 0)
            {
                var (name, content) = happened.Values[0];
                var when = $"{TimeText.Precise(happened.TimeUs)}  commit {happened.Sequence}";
                output.WriteLine($"  {when}  {name}  {Plain($"{content}")}");
                continue;
            }

            var values = string.Join(", ", happened.Values.Select(v => $"{v.Key} = {Value(v.Value)}"));
            output.WriteLine(
                $"  {TimeText.Precise(happened.TimeUs)}  commit {happened.Sequence}  "
                + $"partition {happened.Partition}{(values.Length == 0 ? "" : "  " + values)}");
        }
    }

    private static string Value(object? value) => value switch
    {
        null => "null",
        string text => $"'{Plain(text)}'",
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    // Text comes from records, that is from strangers; it must not steer the terminal.
    private static string Plain(string text) => string.Concat(text.Select(c => char.IsControl(c) ? '?' : c));
}
