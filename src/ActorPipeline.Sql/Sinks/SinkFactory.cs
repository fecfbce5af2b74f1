using ActorPipeline.Plan;
using ActorPipeline.Runtime.Results;
using ActorPipeline.Sinks;
using ActorPipeline.Sinks.Formats;
using Akka.Actor;

namespace ActorPipeline.Sql.Sinks;

/// <summary>Makes the sinks that a plan names.</summary>
/// <param name="console">Where the console sink prints.</param>
/// <param name="overwrite">Whether output of a former run may be overwritten.</param>
/// <param name="system">The actor system that hosts the pipeline, for results that go to actors; null for none.</param>
internal sealed class SinkFactory(TextWriter console, bool overwrite, ActorSystem? system)
{
    public ISink Results(PipelinePlan plan) => plan.Sink switch
    {
        SinkSpec.File { Format: FileSinkFormat.Csv } file =>
            new FileSink(file.Path, new CsvFormat(plan.ResultColumns), overwrite),
        SinkSpec.File file => new FileSink(file.Path, new NdjsonFormat(plan.ResultColumns), overwrite),
        SinkSpec.Sqlite sqlite =>
            new SqliteSink(sqlite.Database, sqlite.Table, plan.Name, plan.ResultColumns, overwrite),
        SinkSpec.Console terminal => new ConsoleSink(console, plan.ResultColumns, terminal.MaxRows),
        ResultTargetSpec target => target.CreateSink(plan, system),
        _ => throw new ArgumentException($"There is no sink for {plan.Sink}.", nameof(plan)),
    };

    public ISink DeadLetters(PipelinePlan plan, IReadOnlyList<string> partitions) =>
        new FileSink(plan.DeadLetterPath, new DeadLetterFormat(i => partitions[i]), overwrite);
}
