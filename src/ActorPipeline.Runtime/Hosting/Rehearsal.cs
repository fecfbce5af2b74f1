using ActorPipeline.Decoding;
using ActorPipeline.Journal;
using ActorPipeline.Plan;
using ActorPipeline.Routing;
using ActorPipeline.Runtime.Outbox;
using ActorPipeline.Runtime.Persistence;
using ActorPipeline.Sources;

namespace ActorPipeline.Runtime.Hosting;

/// <summary>
/// Makes all that a host of a plan is made of, by the code that the host uses, as far as that changes nothing: so what
/// a run would refuse is known before anything is touched.
/// </summary>
internal static class Rehearsal
{
    /// <summary>Returns when nothing was found.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="services">As for the host. There is a journal, which is read only; an empty one stands for a fresh
    /// start.</param>
    /// <exception cref="ArgumentException">A part of the plan can't work.</exception>
    /// <exception cref="SourceException">The input can't be opened.</exception>
    /// <exception cref="Sinks.SinkException">A sink can't be opened.</exception>
    /// <exception cref="JournalException">The journal can't be read.</exception>
    public static void Run(PipelinePlan plan, PipelineServices services)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(services);
        _ = DecoderFactory.Create(plan.Decoder);
        _ = new Router(plan);
        var journal = services.Journal!;
        var history = StateHistory.Read(journal, plan);
        _ = services.CreateProgram(plan, history);
        using var results = SinkDriver.OfResults(plan, services, version => history[version].ResultSchema);
        using var deadLetters = SinkDriver.OfDeadLetters(plan, services, []);
        foreach (var sink in (ReadOnlySpan<SinkDriver>)[results, deadLetters])
        {
            var stored = SinkStates.Read(journal.ReadSink(sink.Kind, plan.ShardCount));
            sink.Resume([.. Enumerable.Range(0, plan.ShardCount).Select(shard => stored.Of(sink.Kind, shard))]);
            sink.Rehearse();
        }

        // Last, because input may be missing only for now. What is not a file is opened by reading it.
        if (plan.Source is FilesSourceSpec)
        {
            var saved = journal.ReadValue(SourceFactory.JournalValue);
            SourceFactory.Open(plan.Source, saved, services.Time).Dispose();
        }
    }
}
