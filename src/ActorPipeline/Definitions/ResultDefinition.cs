using ActorPipeline.Plan;

namespace ActorPipeline.Definitions;

/// <summary>A pipeline that has results, and lacks no more than a place for them; see <see cref="Pipeline"/>.</summary>
public class ResultDefinition
{
    private const int MaxShards = 4096;

    internal ResultDefinition(Draft draft, ResultSettings settings) => (Draft, Settings) = (draft, settings);

    internal Draft Draft { get; }

    internal ResultSettings Settings { get; }

    /// <summary>Says how many parts the keys are spread over; 16 if nothing is said.</summary>
    /// <param name="count">1 to 4096; fixed for the life of the state.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is out of its bounds.</exception>
    public ResultDefinition Shards(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, MaxShards);
        return new(Draft, Settings with { Shards = count });
    }

    /// <summary>Says how a node runs the pipeline: <c>Engine(e => e with { LoopThreads = 4 })</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its bounds.</exception>
    public ResultDefinition Engine(Func<EngineOptions, EngineOptions> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return new(Draft, Settings with { Engine = EngineBounds.Check(change(Settings.Engine)) });
    }

    /// <summary>
    /// Says where dead letters go: an ndjson file; <c>data/NAME/dead-letters.ndjson</c> if nothing is said.
    /// </summary>
    public ResultDefinition DeadLetters(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new(Draft, Settings with { DeadLetters = path });
    }

    /// <summary>Says where results go, which completes the plan.</summary>
    /// <param name="sink">One of <see cref="Sink"/>.</param>
    /// <exception cref="ArgumentException">The source would read an output, or two outputs are one file.</exception>
    public PipelinePlan To(SinkSpec sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        var directory = Draft.Directory;
        sink = sink switch
        {
            SinkSpec.File file => file with { Path = Path.GetFullPath(file.Path, directory) },
            SinkSpec.Sqlite sqlite => sqlite with
            {
                Database = Path.GetFullPath(sqlite.Database, directory),
                Table = sqlite.Table.Length > 0 ? sqlite.Table : Draft.Name,
            },
            _ => sink,
        };
        var deadLetters = Path.GetFullPath(
            Settings.DeadLetters ?? Path.Combine("data", Draft.Name, "dead-letters.ndjson"), directory);
        foreach (var problem in OutputPaths.Problems(Draft.Source, sink, deadLetters))
        {
            throw new ArgumentException(
                $"{(problem.IsDeadLetters ? "dead letters" : "results")}: {problem.Text}", nameof(sink));
        }

        var plan = Draft.Narrowed().ToPlan(sink, deadLetters, Settings);
        return WindowLimits.Problem(plan.Window, plan.Engine) is { } limit
            ? throw new ArgumentException($"window: {limit}")
            : WindowLimits.Problem(plan.Aggregates.Count) is { } tooMany
            ? throw new ArgumentException($"aggregates: {tooMany}")
            : plan;
    }
}
