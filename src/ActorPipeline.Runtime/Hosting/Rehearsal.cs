using ActorPipeline.Decoding;
using ActorPipeline.Plan;
using ActorPipeline.Routing;
using ActorPipeline.Runtime.Outbox;
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
    /// <param name="services">As for the host. The journal is read only; an empty one stands for a fresh start.</param>
    /// <exception cref="ArgumentException">A part of the plan can't work.</exception>
    /// <exception cref="SourceException">The input can't be opened.</exception>
    /// <exception cref="Sinks.SinkException">A sink can't be opened.</exception>
    /// <exception cref="Journal.JournalException">The journal can't be read.</exception>
    public static void Run(PipelinePlan plan, PipelineServices services)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(services);
        _ = DecoderFactory.Create(plan.Decoder);
        _ = new Router(plan);
        _ = services.CreateProgram(plan, StateHistory.Read(services.Journal, plan));
        using var results = SinkDriver.OfResults(
            plan, services, version => StateHistory.Read(services.Journal, plan)[version].ResultSchema);
        results.Rehearse();
        using var deadLetters = SinkDriver.OfDeadLetters(plan, services, []);
        deadLetters.Rehearse();

        // Last, because input may be missing only for now. What is not a file is opened by reading it.
        if (plan.Source is FilesSourceSpec)
        {
            var saved = services.Journal.ReadValue(SourceFactory.JournalValue);
            SourceFactory.Open(plan.Source, saved, services.Time).Dispose();
        }
    }
}
